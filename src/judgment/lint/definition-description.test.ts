import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { definitionDescription } from './definition-description.ts';

const found = (text: string) => violations(definitionDescription, text).map(([line, place]) => [line, place]);

describe('definition-description', () => {
  it.each([
    { text: '# foo\nFROM a:1 AS base\n', at: [[1, '# foo']] },
    {
      text: '# base is\n# not this\nFROM a:1 AS base\n# B is\nARG A=1 C=2\r\n',
      at: [
        [2, '# not this'],
        [4, '# B is'],
      ],
    },
    { text: 'FROM a:1\r\n# x\r\nARG a\r\n', at: [[2, '# x']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    '# base is x\nFROM a:1 AS Base\n',
    '# foo\n\nFROM a:1 AS base\n',
    '# foo\nFROM a:1\n# bar\nRUN x\n',
    '# a: x\n# a x\nARG a\nFROM b:1\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
