import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentKnowledge, type KnowledgeStore, openKnowledge } from '../io/store/knowledge-store.ts';
import { buildKnowledge } from './build-knowledge.ts';
import { searchKnowledge } from './search-knowledge.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-search-'));
const affected = (name: string, fixed: string) => ({
  package: { ecosystem: 'npm', name },
  ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
});
const record = (id: string, more: object) =>
  writeFileSync(
    join(directory, `${id}.json`),
    JSON.stringify({ schema_version: '1.7.0', id, modified: '2026-01-01T00:00:00Z', ...more }),
  );
let store: KnowledgeStore;

beforeAll(async () => {
  record('GHSA-aaaa-bbbb-cccc', {
    aliases: ['CVE-2020-0001'],
    summary: 'one',
    affected: [affected('left', '2.0.0'), affected('right', '3.0.0')],
  });
  record('GHSA-dddd-eeee-ffff', {
    aliases: ['CVE-2020-0002'],
    summary: 'two',
    affected: [affected('left-pad', '1.0.0')],
  });
  await buildKnowledge({ directories: [directory], outDir: directory, now: new Date('2026-02-01'), note: () => {} });
  store = await openKnowledge(currentKnowledge(join(directory, 'knowledge'))!);
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

describe('searchKnowledge', () => {
  it.each([
    ['CVE-2020-0001', [['GHSA-aaaa-bbbb-cccc', ['npm left', 'npm right']]]],
    ['cve-2020-0001', [['GHSA-aaaa-bbbb-cccc', ['npm left', 'npm right']]]],
    ['ghsa-AAAA-bbbb-cccc', [['GHSA-aaaa-bbbb-cccc', ['npm left', 'npm right']]]],
    ['right', [['GHSA-aaaa-bbbb-cccc', ['npm right']]]],
    ['npm left', [['GHSA-aaaa-bbbb-cccc', ['npm left']]]],
    [
      'left',
      [
        ['GHSA-aaaa-bbbb-cccc', ['npm left']],
        ['GHSA-dddd-eeee-ffff', ['npm left-pad']],
      ],
    ],
    ['CVE-1999-0001', []],
    [
      '',
      [
        ['GHSA-aaaa-bbbb-cccc', ['npm left', 'npm right']],
        ['GHSA-dddd-eeee-ffff', ['npm left-pad']],
      ],
    ],
  ])('%j', (query, expected) => {
    const { advisories } = searchKnowledge(query, store, '2026-02-01T00:00:00.000Z');
    expect(advisories.map(({ id, affected: all }) => [id, all.map(({ key }) => key)])).toEqual(expected);
  });
});
