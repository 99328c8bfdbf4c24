import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { instructionCase } from './instruction-case.ts';

const found = (text: string) => violations(instructionCase, text).map(([line, place]) => [line, place]);

describe('instruction-case', () => {
  it.each([
    { text: 'FROM a:1\nrun x\nRUN y\n', at: [[2, 'run']] },
    { text: 'from a:1\ncopy a /b\nRUN x\n', at: [[3, 'RUN']] },
    { text: 'From a:1\nRUN x\n', at: [[1, 'From']] },
    { text: 'FROM a:1\nrun x\n', at: [[2, 'run']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'from a:1\nrun x\n',
    'FROM debian:12\nRUN a\nfürst x\n',
    'ARG a\nFROM a:1\nRUN x\n',
    'arg a\nFROM a:1\n',
    'FROM debian:12\nONBUILD run x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([{ before: 'FROM a:1\nrun x\nCopy a /b\nRUN y\n', after: 'FROM a:1\nRUN x\nCOPY a /b\nRUN y\n' }])(
    'mends $before',
    ({ before, after }) => {
      expect(fixed(instructionCase, before)).toBe(after);
      expect(found(after)).toEqual([]);
    },
  );
});
