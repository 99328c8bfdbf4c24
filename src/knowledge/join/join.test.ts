import { expect, it } from 'vitest';
import type { Advisory, Affected, KnowledgeRecord } from '../../model/knowledge.ts';
import { groupFlaws } from './flaws.ts';
import { createJoin } from './join.ts';

const bare = (ids: string[], covers: string[] = []) => ({ ids, covers });

it.each([
  ['the CVE among its ids', [bare(['GHSA-b', 'CVE-2020-0001'])], [['CVE-2020-0001']]],
  [
    'a CVE that another ties to it',
    [bare(['GO-1', 'GHSA-b']), bare(['GHSA-b', 'CVE-2020-0001'])],
    [['CVE-2020-0001'], ['CVE-2020-0001']],
  ],
  [
    'through a chain',
    [bare(['GO-1', 'PY-1']), bare(['PY-1', 'GHSA-b']), bare(['GHSA-b', 'CVE-2020-0001'])],
    [['CVE-2020-0001'], ['CVE-2020-0001'], ['CVE-2020-0001']],
  ],
  [
    'not through a CVE',
    [bare(['GO-1', 'CVE-2020-0001']), bare(['CVE-2020-0001', 'GHSA-b']), bare(['GHSA-b'])],
    [['CVE-2020-0001'], ['CVE-2020-0001'], ['CVE-2020-0001']],
  ],
  [
    'two CVEs: the least id',
    [bare(['GHSA-b']), bare(['GHSA-b', 'CVE-2020-0001']), bare(['GHSA-b', 'CVE-2020-0002'])],
    [['GHSA-b'], ['CVE-2020-0001'], ['CVE-2020-0002']],
  ],
  ['no CVE: GHSA before others', [bare(['GO-1', 'GHSA-z']), bare(['GO-1', 'A-1'])], [['GHSA-z'], ['GHSA-z']]],
  ['no CVE, no GHSA: by code point', [bare(['PY-1', 'GO-1'])], [['GO-1']]],
  [
    'a bundle: what it covers, and it ties nothing',
    [bare(['DSA-1', 'GHSA-b'], ['CVE-2020-0001', 'CVE-2020-0002']), bare(['GHSA-b'])],
    [['CVE-2020-0001', 'CVE-2020-0002'], ['GHSA-b']],
  ],
  ['an id that is no CVE though it begins like one', [bare(['CVE-2007-01-09'])], [['CVE-2007-01-09']]],
])('a flaw is %s', (_name, records, flaws) => {
  expect(groupFlaws(records)).toEqual(flaws);
  const reversed = groupFlaws([...records].reverse());
  expect([...reversed].reverse()).toEqual(flaws);
});

const affected = (key: Affected['key'], fixed: string): Affected => ({
  key,
  scheme: 'semver',
  names: 'binary',
  ranges: [{ events: [{ introduced: '0' }, { fixed }] }],
  status: 'fixed',
});
const advisory = (id: string, more: Partial<Advisory> = {}): Advisory => ({
  kind: 'advisory',
  feed: 'osv',
  id,
  digest: `sha256:${'0'.repeat(64)}`,
  aliases: [],
  covers: [],
  references: [],
  cwes: [],
  ratings: [],
  affected: [affected('npm a', '2')],
  ...more,
});
const epss = (flaw: string): KnowledgeRecord => ({
  kind: 'exploitation',
  feed: 'epss',
  id: flaw,
  digest: `sha256:${'1'.repeat(64)}`,
  flaw,
  epss: { score: 0.5, percentile: 0.9 },
});
const kev = (flaw: string): KnowledgeRecord => ({
  kind: 'exploitation',
  feed: 'kev',
  id: flaw,
  digest: `sha256:${'2'.repeat(64)}`,
  flaw,
  kev: { ransomware: true },
});

function join(records: readonly KnowledgeRecord[]) {
  const joining = createJoin();
  for (const record of records) joining.add(record);
  const joined = joining.finish();
  const rows = Object.fromEntries(
    [...joined.entries()].map(({ section, id, json }) => [`${section} ${id}`, JSON.parse(json)]),
  );
  return { rows, order: Object.keys(rows), digest: joined.digest(), records: Object.fromEntries(joined.records) };
}

it('keeps of copies the newest, key by key', () => {
  const old = advisory('GHSA-b', {
    validFrom: '2024-01-01T00:00:00.000Z',
    title: 'old',
    affected: [affected('npm a', '2'), affected('npm b', '2')],
  });
  const fresh = advisory('GHSA-b', {
    validFrom: '2025-01-01T00:00:00.000Z',
    title: 'new',
    affected: [affected('npm a', '3')],
  });
  const { rows } = join([fresh, old, old]);
  expect(rows['text osv GHSA-b']).toMatchObject({ title: 'new' });
  expect(rows['advisory osv GHSA-b']).toMatchObject({ keys: ['npm a', 'npm b'] });
  expect(rows['filed npm a']).toMatchObject([
    { advisory: 'osv GHSA-b', flaws: ['GHSA-b'], affected: affected('npm a', '3') },
  ]);
  expect(rows['filed npm b']).toMatchObject([{ affected: affected('npm b', '2') }]);
});

it('puts pieces together: one CVE of two packages and of one package twice', () => {
  const piece = (key: Affected['key'], fixed: string) =>
    advisory('CVE-2020-0001', { feed: 'alpine', affected: [affected(key, fixed)] });
  const { rows, records } = join([piece('alpine:3.1 a', '1'), piece('alpine:3.1 a', '2'), piece('alpine:3.2 b', '1')]);
  expect(rows['filed alpine:3.1 a']).toHaveLength(2);
  expect(rows['advisory alpine CVE-2020-0001']).toMatchObject({ keys: ['alpine:3.1 a', 'alpine:3.2 b'] });
  expect(records).toEqual({ alpine: 1 });
});

it('tells of a flaw its other names, its records and its exploitation', () => {
  const { rows, records } = join([
    advisory('GHSA-b', { aliases: ['CVE-2020-0001', 'GO-1'] }),
    advisory('DSA-1', { covers: ['CVE-2020-0001', 'CVE-2020-0002'] }),
    epss('CVE-2020-0001'),
    epss('CVE-2020-0009'),
    kev('CVE-2020-0008'),
  ]);
  expect(rows['flaw CVE-2020-0001']).toEqual({
    aliases: ['GHSA-b', 'GO-1'],
    records: ['osv DSA-1', 'osv GHSA-b'],
    epss: { score: 0.5, percentile: 0.9 },
  });
  expect(rows['flaw CVE-2020-0008']).toEqual({ aliases: [], records: [], kev: { ransomware: true } });
  expect(rows['flaw CVE-2020-0009']).toBeUndefined();
  expect(rows['id DSA-1']).toEqual(['CVE-2020-0001', 'CVE-2020-0002']);
  expect(rows['id GO-1']).toEqual(['CVE-2020-0001']);
  expect(records).toEqual({ osv: 2, epss: 1, kev: 1 });
});

it('gives the same rows, sorted, and the same digest whatever the order', () => {
  const records: KnowledgeRecord[] = [
    advisory('GHSA-b', { aliases: ['GO-1'], withdrawn: '2024-01-01T00:00:00.000Z' }),
    advisory('GO-1', { aliases: ['CVE-2020-0001'] }),
    advisory('GO-1', { aliases: ['CVE-2020-0001'], title: 'another copy', affected: [affected('npm a', '5')] }),
    epss('CVE-2020-0001'),
    kev('CVE-2020-0001'),
    {
      kind: 'lifecycle',
      feed: 'eol',
      id: 'debian 12',
      digest: `sha256:${'3'.repeat(64)}`,
      product: 'debian',
      cycle: '12',
      released: '2023-06-10',
    },
    {
      kind: 'lifecycle',
      feed: 'eol',
      id: 'debian 13',
      digest: `sha256:${'3'.repeat(64)}`,
      product: 'debian',
      cycle: '13',
      released: '2025-08-09',
    },
  ];
  const one = join(records);
  const other = join([...records].reverse());
  expect(other).toEqual(one);
  expect(one.order).toEqual([...one.order].sort());
  expect(one.rows['lifecycle debian'].map(({ cycle }: { cycle: string }) => cycle)).toEqual(['13', '12']);
  expect(one.rows['filed npm a'][0]).toMatchObject({
    advisory: 'osv GHSA-b',
    flaws: ['CVE-2020-0001'],
    withdrawn: '2024-01-01T00:00:00.000Z',
  });
  expect(join([...records, epss('CVE-2020-0099')]).digest).toBe(one.digest);
  expect(join([...records, advisory('GHSA-c')]).digest).not.toBe(one.digest);
});
