import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

const SYNTAX = { short: 'oH', long: ['output'] };

function read(...texts: string[]) {
  let start = 0;
  const args = texts.map((text) => {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    return { text, isLiteral: true, span };
  });
  const { options, operands } = parseOptions(args, SYNTAX);
  return {
    options: options.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)),
    operands: operands.map(({ text }) => text),
  };
}

describe('parseOptions', () => {
  it.each([
    [['-fsSLo', 'x', 'url'], ['f', 's', 'S', 'L', 'o=x'], ['url']],
    [['-ox', '-k'], ['o=x', 'k'], []],
    [['--output', 'x', '--output=y', '--fail', 'url'], ['output=x', 'output=y', 'fail'], ['url']],
    [['url', '-o', 'x', '-'], ['o=x'], ['url', '-']],
    [['-k', '--', '-o', 'x'], ['k'], ['-o', 'x']],
    [['-o'], ['o'], []],
    [['--empty=', ''], ['empty='], ['']],
  ])('%j', (args, options, operands) => expect(read(...args)).toEqual({ options, operands }));
});
