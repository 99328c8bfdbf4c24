import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { addWithoutChecksum } from './add-without-checksum.ts';

const spots = (lines: string) => violations(addWithoutChecksum, `FROM alpine\n${lines}`).map(([, spot]) => spot);
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('add-without-checksum', () => {
  it.each([
    ['ADD https://example.com/x.tgz /x', ['https://example.com/x.tgz']],
    ['ENV V=1\nADD https://example.com/x-$V.tgz /x', ['https://example.com/x-$V.tgz']],
    ['ADD https://github.com/a/b.git /b', ['https://github.com/a/b.git']],
    ['ADD https://github.com/a/b.git#main /b', ['https://github.com/a/b.git#main']],
    ['ADD --checksum=sha256:00 https://example.com/x.tgz /x', []],
    ['ADD https://github.com/a/b.git#v1.2 /b', []],
    [`ADD https://github.com/a/b/raw/${commit}/x /x`, []],
    ['ADD x.tgz /x', []],
    ['COPY https://example.com/x /x', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it('takes an open connection worse', () => {
    expect(findings(addWithoutChecksum, 'FROM x\nADD http://example.com/x /x')[0]!.level).toBe('warning');
  });
});
