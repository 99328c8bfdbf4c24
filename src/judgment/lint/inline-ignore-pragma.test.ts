import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { inlineIgnorePragma } from './inline-ignore-pragma.ts';

const found = (text: string) => violations(inlineIgnorePragma, text).map(([line, place]) => [line, place]);

describe('inline-ignore-pragma', () => {
  it.each([
    {
      text: 'FROM debian:12\n# hadolint ignore=DL3008\nRUN x\n#hadolint ignore = DL3008, SC2046 # why\n',
      at: [
        [2, '# hadolint ignore=DL3008'],
        [4, '#hadolint ignore = DL3008, SC2046 # why'],
      ],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    '# hadolint global ignore=DL3008\nFROM a:1\n',
    'FROM debian:12\n# hadolint shell=bash\n',
    'FROM debian:12\n# hadolint ignore=XX\n',
    'FROM debian:12\n# Hadolint ignore=DL3008\n',
    'FROM debian:12\nRUN a \\\n# hadolint ignore=DL3008\n  b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
