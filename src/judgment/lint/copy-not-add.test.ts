import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { copyNotAdd } from './copy-not-add.ts';

const found = (text: string) => violations(copyNotAdd, text).map(([line, place]) => [line, place]);

describe('copy-not-add', () => {
  it.each([
    { text: 'FROM debian:12\nADD a /\n', at: [[2, 'ADD']] },
    { text: 'FROM debian:12\nadd ["a b", "/"]\n', at: [[2, 'add']] },
    { text: 'FROM debian:12\nADD a.zip /\n', at: [[2, 'ADD']] },
    { text: 'FROM debian:12\nADD a.tar b /\n', at: [[2, 'ADD']] },
    { text: 'FROM debian:12\nADD $x /\n', at: [[2, 'ADD']] },
    { text: 'FROM debian:12\nADD ftp://a/b /\n', at: [[2, 'ADD']] },
    { text: 'FROM debian:12\nADD a.tar.gz.sig /\n', at: [[2, 'ADD']] },
    { text: 'FROM debian:12\nADD <<EOF /x\na\nEOF\n', at: [[2, 'ADD']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nADD a.tar /\n',
    'FROM debian:12\nADD a.tar.zst /\n',
    'FROM debian:12\nADD a.TGZ b.txz /\n',
    'FROM debian:12\nADD rootfs.tar.xz* /\n',
    'FROM debian:12\nADD $v.tar.gz /\n',
    'FROM debian:12\nADD https://a/b /\n',
    'FROM debian:12\nADD --checksum=sha256:0 "http://a" /\n',
    'FROM debian:12\nADD git@github.com:a/b.git /\n',
    'FROM debian:12\nARG U=https://a/b\nADD $U /\n',
    'FROM debian:12\nCOPY a /\n',
    'FROM debian:12\nONBUILD ADD a /\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    { before: 'FROM debian:12\nADD --chown=a a "b c" /x/\n', after: 'FROM debian:12\nCOPY --chown=a a "b c" /x/\n' },
    { before: 'FROM debian:12\nadd ["a", "/"]\n', after: 'FROM debian:12\ncopy ["a", "/"]\n' },
    { before: 'FROM debian:12\nADD <<EOF /x\na\nEOF\n', after: 'FROM debian:12\nCOPY <<EOF /x\na\nEOF\n' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(copyNotAdd, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each([
    'FROM debian:12\nADD $x /\n',
    'FROM debian:12\nADD * /\n',
    'FROM debian:12\nADD a https://b /c/\n',
    'FROM debian:12\nADD --checksum=sha256:0 a /\n',
    'FROM debian:12\nADD a b.tar /c/\n',
  ])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(copyNotAdd, text)).toBe(text);
  });
});
