import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { execForm } from './exec-form.ts';

const found = (text: string) => violations(execForm, text).map(([line, place]) => [line, place]);

describe('exec-form', () => {
  it.each([
    {
      text: 'FROM debian:12\nCMD a\nENTRYPOINT a b\nHEALTHCHECK CMD a\n',
      at: [
        [2, 'CMD'],
        [3, 'ENTRYPOINT'],
        [4, 'HEALTHCHECK'],
      ],
    },
    { text: "FROM debian:12\nCMD ['a', 'b']\n", at: [[2, 'CMD']] },
    { text: 'FROM debian:12\nCMD ["a",]\n', at: [[2, 'CMD']] },
    { text: 'FROM debian:12\nCMD ""\n', at: [[2, 'CMD']] },
    { text: 'FROM debian:12\nSHELL ["bash", "-c"]\ncmd a && b\n', at: [[3, 'cmd']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nCMD ["a", "b"]\n',
    'FROM debian:12\nENTRYPOINT []\n',
    'FROM debian:12\nENTRYPOINT [ "a", \\\n  "b" ]\n',
    'FROM debian:12\nHEALTHCHECK NONE\n',
    'FROM debian:12\nONBUILD CMD a\n',
    'FROM debian:12\nRUN a\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM debian:12\nCMD nginx -g "daemon off;"\n',
      after: 'FROM debian:12\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
    {
      before: 'FROM debian:12\nENTRYPOINT exec a \'b "c"\' \\\n  # why\n  -d\n',
      after: 'FROM debian:12\nENTRYPOINT ["a", "b \\"c\\"", \\\n  # why\n  "-d"]\n',
    },
    {
      before: 'FROM debian:12\nHEALTHCHECK --timeout=3s CMD curl -f http://localhost/\n',
      after: 'FROM debian:12\nHEALTHCHECK --timeout=3s CMD ["curl", "-f", "http://localhost/"]\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(execForm, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each([
    'FROM debian:12\nCMD a $B\n',
    'FROM debian:12\nCMD a && b\n',
    'FROM debian:12\nCMD a > b\n',
    'FROM debian:12\nCMD A=1 a\n',
    'FROM debian:12\nCMD a *.txt\n',
    'FROM debian:12\nCMD cd /x\n',
    'FROM debian:12\nCMD a &\n',
    'FROM debian:12\nCMD a ~/b\n',
    'FROM debian:12\nCMD a {b,c}\n',
    'FROM debian:12\nCMD (a)\n',
    'FROM debian:12\nENTRYPOINT a\nCMD ["b"]\n',
    "FROM debian:12\nCMD ['a', 'b']\n",
    'FROM debian:12\nSHELL ["powershell", "-Command"]\nCMD a\n',
  ])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(execForm, text)).toBe(text);
  });
});
