import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { imageLatest } from './image-latest.ts';

const found = (text: string) => violations(imageLatest, text).map(([line, place]) => [line, place]);

describe('image-latest', () => {
  it.each([
    { text: 'FROM debian:latest\n', at: [[1, 'debian:latest']] },
    { text: 'from a.b:5000/c:latest as d\nfrom d\n', at: [[1, 'a.b:5000/c:latest']] },
    { text: 'FROM $I:latest\n', at: [[1, '$I:latest']] },
    { text: `FROM \${I:-a}:latest\n`, at: [[1, `\${I:-a}:latest`]] },
    { text: 'FROM "debian:latest"\n', at: [[1, '"debian:latest"']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\n',
    'FROM debian\n',
    'FROM debian:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
    'FROM debian:LATEST\n',
    'FROM debian:$T\n',
    `FROM debian:\${T:-latest}\n`,
    `FROM \${I:-debian:latest}\n`,
    'FROM latest\n',
    'FROM debian:1 AS latest\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
