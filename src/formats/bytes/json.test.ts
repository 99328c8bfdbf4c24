import { expect, it } from 'vitest';
import { parseJson, parseJsonObject } from './json.ts';
import { limits } from './limits.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ['{"a":[1,"]"]}', { a: [1, ']'] }],
  ['﻿{}', {}],
  ['"\\\\"', '\\'],
  ['["\\"[[["]', ['"[[[']],
])('%s is read', (text, value) => expect(parseJson(bytes(text))).toEqual(value));

it.each(['', '{', '{"a":}', '"', '"\\"', '[1,]'])('%j is no JSON', (text) =>
  expect(parseJson(bytes(text))).toBe(undefined),
);

it('nesting is bounded, brackets in strings do not count', () => {
  const nested = (depth: number) => bytes('['.repeat(depth) + ']'.repeat(depth));
  expect(parseJson(nested(limits.jsonDepth))).toBeDefined();
  expect(parseJson(nested(limits.jsonDepth + 1))).toBe(undefined);
  expect(parseJson(bytes(JSON.stringify('['.repeat(1000))))).toHaveLength(1000);
});

it('a megabyte of backslashes takes linear time', () => {
  const started = performance.now();
  parseJson(bytes(`"${'\\'.repeat(1 << 20)}"`));
  parseJson(bytes(`["${'\\"'.repeat(1 << 19)}"]`));
  expect(performance.now() - started).toBeLessThan(500);
});

it('an object is an object', () => {
  expect(parseJsonObject(bytes('[]'))).toBe(undefined);
  expect(parseJsonObject(bytes('null'))).toBe(undefined);
  expect(parseJsonObject(bytes('{"a":1}'))).toEqual({ a: 1 });
});
