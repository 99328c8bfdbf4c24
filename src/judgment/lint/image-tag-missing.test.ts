import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { imageTagMissing } from './image-tag-missing.ts';

const found = (text: string) => violations(imageTagMissing, text).map(([line, place]) => [line, place]);

describe('image-tag-missing', () => {
  it.each([
    { text: 'FROM debian\n', at: [[1, 'debian']] },
    { text: 'FROM --platform=linux/amd64 debian AS a\n', at: [[1, 'debian']] },
    { text: 'FROM "debian"\n', at: [[1, '"debian"']] },
    { text: 'FROM localhost:5000/a\n', at: [[1, 'localhost:5000/a']] },
    { text: 'FROM reg.io:5000/a/b\n', at: [[1, 'reg.io:5000/a/b']] },
    { text: 'FROM debian-$V\n', at: [[1, 'debian-$V']] },
    { text: 'FROM foo/$R\n', at: [[1, 'foo/$R']] },
    { text: 'FROM x\nFROM debian:1 AS x\n', at: [[1, 'x']] },
    { text: 'FROM library/scratch\n', at: [[1, 'library/scratch']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\n',
    'FROM scratch\n',
    'FROM debian@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
    'FROM localhost:5000/a:1\n',
    'FROM $I\n',
    `FROM \${I}\n`,
    'FROM "$I"\n',
    `FROM \${I:-debian}\n`,
    'FROM $R/debian\n',
    'FROM reg.io/$I\n',
    'FROM debian:$T\n',
    'FROM debian:1 AS a\nFROM a\n',
    'FROM debian:1 AS A\nFROM a\n',
    `ARG B=a\nFROM debian:1 AS a-x\nFROM \${B}-x\n`,
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
