import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { onbuildForbiddenTrigger } from './onbuild-forbidden-trigger.ts';

const found = (text: string) => violations(onbuildForbiddenTrigger, text).map(([line, place]) => [line, place]);

describe('onbuild-forbidden-trigger', () => {
  it.each([
    { text: 'FROM debian:12\nONBUILD ONBUILD RUN x\n', at: [[2, 'ONBUILD']] },
    { text: 'FROM debian:12\nONBUILD from x\n', at: [[2, 'from']] },
    { text: 'FROM debian:12\nonbuild maintainer x\n', at: [[2, 'maintainer']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each(['FROM debian:12\nONBUILD RUN x\n', 'FROM debian:12\nONBUILD\n'])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
