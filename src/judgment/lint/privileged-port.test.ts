import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { privilegedPort } from './privileged-port.ts';

const spots = (lines: string) => violations(privilegedPort, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('privileged-port', () => {
  it.each([
    ['USER app\nEXPOSE 80 8080', ['80']],
    ['EXPOSE 443/tcp\nUSER 1000:1000', ['443/tcp']],
    ['USER root\nEXPOSE 80', []],
    ['USER 0:0\nEXPOSE 80', []],
    ['EXPOSE 80', []],
    ['USER ContainerUser\nEXPOSE 80', []],
    ['USER app\nEXPOSE 80\nUSER root', []],
    ['USER $NAME\nEXPOSE 80', []],
    ['USER app\nEXPOSE 1024', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it('looks at the stages that the image is made of', () => {
    const file = 'FROM alpine AS base\nUSER app\nFROM alpine AS other\nEXPOSE 25\nFROM base\nEXPOSE 80\n';
    expect(violations(privilegedPort, file).map(([line]) => line)).toEqual([6]);
  });
});
