import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { exposeSsh } from './expose-ssh.ts';

const spots = (lines: string) => violations(exposeSsh, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('expose-ssh', () => {
  it.each([
    ['EXPOSE 22', ['22']],
    ['EXPOSE 80 22/tcp 443', ['22/tcp']],
    ['EXPOSE 20-25', ['20-25']],
    ['ARG SSH=22\nEXPOSE $SSH', ['$SSH']],
    ['ONBUILD EXPOSE 22', ['22']],
    ['EXPOSE 22/udp', []],
    ['EXPOSE 2222 220', []],
    ['EXPOSE $PORT', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));
});
