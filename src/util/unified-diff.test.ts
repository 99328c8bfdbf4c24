import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

it('is empty for equal texts', () => {
  expect(unifiedDiff('a\n', 'a\n', 'f')).toBe('');
});

it('shows what changes with three lines around it', () => {
  expect(unifiedDiff('1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\n4\nfive\n6\n7\n8\n', 'f')).toBe(
    '--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
  );
});

it('tells of a missing line break at the end', () => {
  expect(unifiedDiff('a', 'a\n', 'f')).toBe('--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n');
});

/** A small generator: the same texts in every run. */
function* texts(): Iterable<readonly [string, string]> {
  let seed = 7;
  const next = (most: number) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return (seed >> 8) % most;
  };
  for (let round = 0; round < 40; round++) {
    const lines = Array.from({ length: next(40) }, () => `line ${next(6)}\n`);
    const other = lines.flatMap((line) => (next(5) === 0 ? [] : next(6) === 0 ? [line, `new ${next(3)}\n`] : [line]));
    yield [lines.join(''), other.join('') + (next(3) === 0 ? 'end' : '')];
  }
}

describe('git apply', () => {
  it('makes the second text of the first', () => {
    const directory = mkdtempSync(join(tmpdir(), 'plimsoll-diff-'));
    try {
      for (const [before, after] of texts()) {
        if (before === '' || after === '' || before === after) continue;
        writeFileSync(join(directory, 'f'), before);
        writeFileSync(join(directory, 'p'), unifiedDiff(before, after, 'f'));
        execFileSync('git', ['apply', 'p'], {
          cwd: directory,
          env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
        });
        expect(readFileSync(join(directory, 'f'), 'utf8')).toBe(after);
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
