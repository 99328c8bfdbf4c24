import { expect, it } from 'vitest';
import { maskLine } from './mask-line.ts';

it.each([
  ['ENV API_TOKEN=abc123 NAME=x', 'ENV API_TOKEN=****** NAME=x'],
  ['ENV PASSWORD="a b" \\', 'ENV PASSWORD="* *" \\'],
  ["ARG DB_PASSWORD='x y'", "ARG DB_PASSWORD='* *'"],
  ['ENV SECRET hunter2', 'ENV SECRET *******'],
  ['ENV KEYBOARD de', 'ENV KEYBOARD de'],
  ['RUN TOKEN=abc curl x', 'RUN TOKEN=*** curl x'],
  ['RUN git clone https://me:pass@example.com/x', `RUN git clone ${'*'.repeat(29)}`],
  ['RUN x ghp_0123456789', 'RUN x **************'],
  ['RUN apt-get install -y curl=7.1', 'RUN apt-get install -y curl=7.1'],
])('%s', (line, masked) => {
  expect(maskLine(line)).toBe(masked);
  expect(masked).toHaveLength(line.length);
});

it('takes a long line in its stride', () => {
  const started = performance.now();
  maskLine('a="'.repeat(2000));
  maskLine(`${'a'.repeat(8000)}=`);
  expect(performance.now() - started).toBeLessThan(500);
});
