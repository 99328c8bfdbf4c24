import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellLiteralBrace } from './shell-literal-brace.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLiteralBrace, file(run)).map(([, text]) => text);

describe('shell-literal-brace', () => {
  it.each([
    { run: 'x --format={{.Name}}', at: ['{', '{', '}', '}'] },
    { run: 'curl -w %{http_code} x', at: ['{', '}'] },
    { run: 'echo a}', at: ['}'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x "{{.Name}}"', 'find . -exec x {} \\;', 'x {a,b} {1..3}', '{ x; }', 'x ${A} ${A:-b}'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );
});
