import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { workdirSystemDirectory } from './workdir-system-directory.ts';

const spots = (lines: string) => violations(workdirSystemDirectory, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('workdir-system-directory', () => {
  it.each([
    ['WORKDIR /proc', ['/proc']],
    ['WORKDIR /proc/self/fd/8', ['/proc/self/fd/8']],
    ['WORKDIR "/dev/app"', ['"/dev/app"']],
    ['ENV DIR=/boot\nWORKDIR $DIR/x', ['$DIR/x']],
    ['WORKDIR /lost+found/', ['/lost+found/']],
    ['WORKDIR /development', []],
    ['WORKDIR /srv/proc', []],
    ['WORKDIR $UNKNOWN', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));
});
