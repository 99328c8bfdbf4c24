import { expect, it } from 'vitest';
import { hclBlocks } from './hcl.ts';

const attributes = (text: string) => hclBlocks(`target "a" {\n${text}\n}`)[0]?.attributes;

it.each([
  ['context = "."', { context: '.' }],
  ['context = "a\\"b\\n" # why', { context: 'a"b\n' }],
  ['context="."\ndockerfile = "x"', { context: '.', dockerfile: 'x' }],
  ['inherits = ["b", "c",]', { inherits: ['b', 'c'] }],
  ['args = { context = "no" }\ncontext = "yes"', { context: 'yes' }],
  ['context = "a" + "b"', {}],
  ['context = x ? "a" : "b"', {}],
  ['// context = "x"\n/* context = "y" */\ncontext = "z"', { context: 'z' }],
  ['dockerfile-inline = <<EOT\n  FROM a\n    RUN b\nEOT', { 'dockerfile-inline': 'FROM a\n  RUN b\n' }],
  ['dockerfile-inline = <<-EOT\n  FROM a\n  EOT\ncontext = "x"', { 'dockerfile-inline': 'FROM a\n', context: 'x' }],
  [`matrix = { a = ["x"] }\nname = "a-$\{a}"`, { name: `a-$\{a}` }],
])('%j', (text, expected) => {
  expect(attributes(text)).toEqual(expected);
});

it('finds blocks at the top only', () => {
  const text =
    'function "f" { params = [] }\ngroup "default" { targets = ["a"] }\ntarget a { x = "1" }\nx { target "b" {} }';
  expect(hclBlocks(text).map(({ type, label }) => [type, label])).toEqual([
    ['function', 'f'],
    ['group', 'default'],
    ['target', 'a'],
  ]);
});

it.each([
  '',
  '{',
  'target "a" {',
  'target "a" { x = [',
  '<<EOT\n',
  '"',
  '\0'.repeat(10),
  '}}}}',
  'a "b" '.repeat(1000),
])('reads on whatever comes: %j', (text) => {
  expect(Array.isArray(hclBlocks(text))).toBe(true);
});

it('is linear', () => {
  const started = performance.now();
  for (const piece of ['target "a" {', '[', '/*', '"', 'a = ', '<<A\n']) hclBlocks(piece.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(5000);
});
