import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { copyIgnoredFile } from './copy-ignored-file.ts';

const more = { files: ['a', 'b/c', 'd'], ignored: ['a', 'b'] };
const found = (text: string) => violations(copyIgnoredFile, text, more).map(([line, place]) => [line, place]);

describe('copy-ignored-file', () => {
  it.each([
    {
      text: 'FROM debian:12\nCOPY a d /x/\nADD ./b/../b/c /x/\n',
      at: [
        [2, 'a'],
        [3, './b/../b/c'],
      ],
    },
    {
      text: 'FROM debian:12\nCOPY /a b /x/\n',
      at: [
        [2, '/a'],
        [2, 'b'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nCOPY d /x\nCOPY . /x\n',
    'FROM debian:12\nCOPY --from=x a /x\n',
    'FROM debian:12\nADD https://a /x\n',
    'FROM debian:12\nCOPY a* $a /x/\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('needs the context and its .dockerignore', () => {
    expect(violations(copyIgnoredFile, 'FROM a:1\nCOPY a /x\n')).toEqual([]);
    expect(violations(copyIgnoredFile, 'FROM a:1\nCOPY a /x\n', { files: ['a'] })).toEqual([]);
  });

  it('lets directories be where the file takes something back', () => {
    const ignored = ['a', 'b', '!b/keep'];
    expect(
      violations(copyIgnoredFile, 'FROM a:1\nCOPY a b /x/\n', { ...more, ignored }).map(([, text]) => text),
    ).toEqual(['a']);
  });
});
