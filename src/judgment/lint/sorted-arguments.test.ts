import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { sortedArguments } from './sorted-arguments.ts';

const spots = (lines: string) => violations(sortedArguments, `FROM x\n${lines}`).map(([, text]) => text);

describe('sorted-arguments', () => {
  it.each([
    ['RUN apt-get install -y \\\n  curl \\\n  bash', ['curl']],
    ['RUN apk add --no-cache \\\n  a \\\n  c \\\n  b \\\n  && x', ['c']],
    ['RUN apt-get install -y curl bash', []],
    ['RUN apt-get install -y \\\n  bash \\\n  curl', []],
    ['RUN apt-get install -y \\\n  b a \\\n  c', []],
    ['RUN apt-get install -y \\\n  b \\\n  -t sid \\\n  a', []],
    ['RUN apk add \\\n  b \\\n  c \\\n  \\\n  a \\\n  d', []],
    ['RUN apt-get remove \\\n  b \\\n  a', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    [
      'RUN apt-get install -y \\\n    c=1.* \\\n    "$B" \\\n    a \\\n && x',
      'RUN apt-get install -y \\\n    "$B" \\\n    a \\\n    c=1.* \\\n && x',
    ],
    ['RUN apk add \\\n  b \\\n  # for a reason\n  a', 'RUN apk add \\\n  b \\\n  # for a reason\n  a'],
  ])('mends %j', (before, after) => expect(fixed(sortedArguments, before)).toBe(after));
});
