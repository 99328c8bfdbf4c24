import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { instructionOrder } from './instruction-order.ts';

const found = (text: string) => violations(instructionOrder, text).map(([line, place]) => [line, place]);

describe('instruction-order', () => {
  it.each([
    { text: 'RUN x\nFROM a:1\n', at: [[1, 'RUN']] },
    {
      text: 'ARG a\nENV b=c\nONBUILD RUN x\nFROM a:1\n',
      at: [
        [2, 'ENV'],
        [3, 'ONBUILD'],
      ],
    },
    { text: '# c\nlabel a=b\n', at: [[2, 'label']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['# c\nARG a\nFROM a:1\nRUN x\n', 'ARG a\n', ''])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
