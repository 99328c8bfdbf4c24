import { describe, expect, it } from 'vitest';
import { parseMetadataHeaders } from './metadata-headers.ts';

const read = (text: string, ...wanted: string[]) =>
  Object.fromEntries(parseMetadataHeaders(new TextEncoder().encode(text), new Set(wanted)));

describe('parseMetadataHeaders', () => {
  it.each([
    ['plain', 'Name: six\nVersion: 1.16.0\n', { name: ['six'], version: ['1.16.0'] }],
    ['carriage returns', 'Name: six\r\nVersion: 1\r\n\r\nName: body\r\n', { name: ['six'], version: ['1'] }],
    ['no white space, other case, no final line feed', 'NAME:six\nversion:\t1', { name: ['six'], version: ['1'] }],
    ['the body is not read', 'Name: six\n\nVersion: 9\n', { name: ['six'] }],
    ['continuation lines', 'Name: a\n  b\n\tc\nVersion: 1\n', { name: ['a\nb\nc'], version: ['1'] }],
    ['continuation of a field that nobody wants', 'Description: x\n        Name: no\nName: yes\n', { name: ['yes'] }],
    ['several values', 'Name: a\nName: b\n', { name: ['a', 'b'] }],
    ['byte order mark', '\ufeffName: a\n', { name: ['a'] }],
    ['a line without a colon', 'nonsense\nName: a\n', { name: ['a'] }],
    ['an empty value', 'Name:\nVersion: 1\n', { name: [''], version: ['1'] }],
    ['nothing', '', {}],
    ['begins with an empty line', '\nName: a\n', {}],
  ])('%s', (_, text, fields) => {
    expect(read(text, 'name', 'version')).toEqual(fields);
  });

  it('bounds values and their number', () => {
    expect(read(`Name: ${'x'.repeat(1 << 20)}\nVersion: 1\n`, 'name', 'version')['name']?.[0]?.length).toBeLessThan(
      5000,
    );
    expect(read('Name: x\n'.repeat(10_000), 'name')['name']).toHaveLength(1000);
    expect(read(`Name: a\n${` ${'y'.repeat(99)}\n`.repeat(10_000)}`, 'name')['name']?.[0]?.length).toBeLessThan(5000);
  });

  it('survives bytes that are no UTF-8', () => {
    expect(parseMetadataHeaders(Uint8Array.of(0x4e, 0x3a, 0xff, 0xfe, 0x0a), new Set(['n'])).get('n')).toEqual([
      '\ufffd\ufffd',
    ]);
  });
});
