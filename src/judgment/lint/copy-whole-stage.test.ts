import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { copyWholeStage } from './copy-whole-stage.ts';

const found = (text: string) => violations(copyWholeStage, text).map(([line, place]) => [line, place]);

describe('copy-whole-stage', () => {
  it.each([
    { text: 'FROM a:1 AS x\nFROM a:1\nCOPY --from=x / /\n', at: [[3, '/ /']] },
    { text: 'FROM scratch\nCOPY --chmod=755 --from=a:1 ["/", "/"]\n', at: [[2, '"/", "/"']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nCOPY / /\n',
    'FROM debian:12\nCOPY --from=a:1 / /x\n',
    'FROM debian:12\nCOPY --from=a:1 /. /\n',
    'FROM debian:12\nCOPY --from=a:1 / /b /\n',
    'FROM debian:12\nCOPY --from=a:1 / $x\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
