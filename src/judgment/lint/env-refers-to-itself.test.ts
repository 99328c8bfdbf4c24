import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { envRefersToItself } from './env-refers-to-itself.ts';

const found = (text: string) => violations(envRefersToItself, text).map(([line, place]) => [line, place]);

describe('env-refers-to-itself', () => {
  it.each([
    { text: 'FROM debian:12\nENV a=b c=$a\n', at: [[2, '$a']] },
    {
      text: `FROM debian:12\nENV a=b \\\n  c="x \${a}/y" d=$a\n`,
      at: [
        [3, `\${a}`],
        [3, '$a'],
      ],
    },
    { text: 'FROM debian:12\nENV c=$a a=b\n', at: [[2, '$a']] },
    { text: `FROM debian:12\nENV a=b c=\${a:-x}\n`, at: [[2, `\${a:-x}`]] },
    { text: 'FROM debian:12\nENV a=$a b=$a\n', at: [[2, '$a']] },
    { text: 'FROM a:1\nENV a=1\nFROM a:1\nENV a=2 b=$a\n', at: [[4, '$a']] },
    { text: 'ARG a\nFROM a:1\nENV a=2 b=$a\n', at: [[3, '$a']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nENV a=$a\n',
    'FROM debian:12\nENV PATH=$PATH:/x\n',
    'FROM debian:12\nENV a=b\nENV a=c d=$a\n',
    'FROM debian:12\nARG a\nENV a=c d=$a\n',
    'FROM a:1 AS x\nENV a=1\nFROM x\nENV a=2 b=$a\n',
    "FROM debian:12\nENV a=b c='$a'\n",
    'FROM debian:12\nENV a=b c=\\$a\n',
    'FROM debian:12\nENV a=b c=$ab\n',
    'FROM debian:12\nENV a b$a\n',
    'FROM debian:12\nONBUILD ENV a=b c=$a\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    { before: 'FROM debian:12\nENV a=b c=$a\n', after: 'FROM debian:12\nENV a=b\nENV c=$a\n' },
    {
      before: 'FROM debian:12\nENV a=b \\\n    c=$a \\\n    d=$c\n',
      after: 'FROM debian:12\nENV a=b\nENV c=$a\nENV d=$c\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(envRefersToItself, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each(['FROM debian:12\nENV c=$a a=b\n', 'FROM debian:12\nENV a=b \\\n  # why\n  c=$a\n'])(
    'leaves %j to its author',
    (text) => {
      expect(found(text)).not.toEqual([]);
      expect(fixed(envRefersToItself, text)).toBe(text);
    },
  );
});
