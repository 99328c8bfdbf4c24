import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SchemeId } from '../../model/version-scheme.ts';
import { schemeOf, versionSchemes } from './index.ts';
import { versionPairs } from './testdata/pairs.ts';

const testdata = join(import.meta.dirname, 'testdata');

/** Versions on which we differ from the native tool on purpose, and why. */
const refusedHere: Partial<Record<SchemeId, RegExp>> = {
  // rpm's library orders any string; rpmbuild lets no hyphen into a version or release.
  rpm: /-.*-/,
  // node-semver's loose pattern, by backtracking, reads 1.2.10.2 as 1.2.1-0.2 and 1.2.3-.x as the prerelease "-", "x".
  semver: /^[v=]*\d+\.\d+\.\d+\.|^[^-]*-\./,
};

/** The claims of a native tool that we contradict. */
function contradictions(id: SchemeId, truth: string): string[] {
  const scheme = schemeOf(id);
  const refused = (version: string): boolean => refusedHere[id]?.test(version) === true && !scheme.isValid(version);
  return truth.split('\n').filter((line) => {
    if (line.startsWith('! ')) return scheme.isValid(line.slice(2));
    const claim = /^(\S*) ([<=>]) (\S*)$/.exec(line);
    if (claim === null) return line !== '';
    const [, a, sign, b] = claim as unknown as [string, string, string, string];
    if (refused(a) || refused(b)) return false;
    return !scheme.isValid(a) || !scheme.isValid(b) || '<=>'[scheme.compare(a, b) + 1] !== sign;
  });
}

describe('what the native tool said once, testdata/<scheme>/native.txt', () => {
  it.each(versionSchemes.map((scheme) => scheme.id))('%s', (id) => {
    const truth = readFileSync(join(testdata, id, 'native.txt'), 'utf8');
    expect(truth.split('\n').length).toBeGreaterThan(1900);
    expect(contradictions(id, truth)).toEqual([]);
  });
});

interface Native {
  readonly id: SchemeId;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly pairs: number;
  /** Answers with exit code 0 when the tool and what it needs are there. */
  readonly probe: readonly string[];
}

const natives: readonly Native[] = [
  {
    id: 'deb',
    program: 'sh',
    arguments: [join(testdata, 'deb', 'native.sh')],
    pairs: 800,
    probe: ['dpkg', '--version'],
  },
  {
    id: 'gem',
    program: 'ruby',
    arguments: [join(testdata, 'gem', 'native.rb')],
    pairs: 5000,
    probe: ['ruby', '--version'],
  },
  {
    id: 'pep440',
    program: 'python3',
    arguments: [join(testdata, 'pep440', 'native.py')],
    pairs: 5000,
    probe: ['python3', join(testdata, 'pep440', 'native.py')],
  },
  {
    id: 'rpm',
    program: 'rpm',
    arguments: ['--eval', `%{lua: dofile('${join(testdata, 'rpm', 'native.lua')}')}`],
    pairs: 5000,
    probe: ['rpm', '--version'],
  },
];

describe('what the native tool of this machine says', () => {
  for (const native of natives) {
    const [program, ...options] = native.probe;
    const absent = spawnSync(program!, options, { input: '' }).status !== 0;
    it.skipIf(absent)(
      `${native.id}: ${native.pairs} pairs${absent ? ` (skipped: ${program} or its library is not installed)` : ''}`,
      () => {
        const input = versionPairs(native.id, 2, native.pairs).map((pair) => `${pair.join('\t')}\n`);
        const { status, stdout, stderr } = spawnSync(native.program, native.arguments, {
          input: input.join(''),
          encoding: 'utf8',
          maxBuffer: 64 << 20,
        });
        expect(status, stderr).toBe(0);
        expect(stdout.split('\n').length).toBeGreaterThan(native.pairs);
        expect(contradictions(native.id, stdout)).toEqual([]);
      },
    );
  }
});
