import { describe, expect, it } from 'vitest';
import { TextMap } from './text-map.ts';

const mapOf = (text: string) => new TextMap(Buffer.from(text).toString('latin1'), text.length);

describe.each([
  ['nothing', ''],
  ['ASCII', 'FROM a\nRUN b\n'],
  ['two, three and four bytes', 'é€😀x\r\n\ufeff😀é'],
  ['half a pair, which becomes a sign of three bytes', 'a\ud83db'],
  ['more than one step', 'é😀ab'.repeat(700)],
  ['exactly one step', 'é'.repeat(512)],
])('%s', (_, text) => {
  const map = mapOf(text);
  const starts = [0];
  for (const character of text) starts.push(starts.at(-1)! + character.length);

  it('each character has its byte, and each byte its unit', () => {
    for (const unit of starts) {
      const byte = Buffer.byteLength(text.slice(0, unit));
      expect([map.unitAt(byte), map.byteAt(unit)]).toEqual([unit, byte]);
    }
  });

  it('what lies outside is an end', () => {
    const bytes = Buffer.byteLength(text);
    expect([map.unitAt(bytes + 9), map.byteAt(text.length + 9)]).toEqual([text.length, bytes]);
    expect([map.unitAt(-1), map.byteAt(-1)]).toEqual([0, 0]);
  });
});

it('half a pair is where its character begins', () => {
  expect(mapOf('é😀x').byteAt(2)).toBe(2);
});
