import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { stopsignalInvalid } from './stopsignal-invalid.ts';

const spots = (lines: string) => violations(stopsignalInvalid, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('stopsignal-invalid', () => {
  it.each([
    ['STOPSIGNAL SIGTREM', ['SIGTREM']],
    ['STOPSIGNAL 0', ['0']],
    ['STOPSIGNAL 65', ['65']],
    ['STOPSIGNAL SIGRTMIN+16', ['SIGRTMIN+16']],
    ['STOPSIGNAL SIGTERM', []],
    ['STOPSIGNAL quit', []],
    ['STOPSIGNAL SIGRTMIN+3', []],
    ['STOPSIGNAL RTMAX-14', []],
    ['STOPSIGNAL 15', []],
    ['STOPSIGNAL $SIGNAL', []],
    ['ARG SIGNAL=SIGBYE\nSTOPSIGNAL $SIGNAL', ['$SIGNAL']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));
});
