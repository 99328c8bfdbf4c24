import { expect, it } from 'vitest';
import { parseDockerfile } from './parse-dockerfile.ts';
import { scopeAt } from './scope.ts';
import { neededStages } from './stage-graph.ts';

const million = 1_000_000;
const count = (times: number, text: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => text(at)).join('');

/** What a stranger may send; each would take minutes in a parser that looks at anything twice. */
const hostile: Readonly<Record<string, string>> = {
  instructions: `FROM a\n${'RUN echo hi && foo $bar\n'.repeat(100_000)}`,
  'a long line': `FROM a\nENV ${'a=$b '.repeat(million / 5)}`,
  'continued lines': `FROM a\nRUN a${' \\\n b'.repeat(million / 2)}`,
  'empty continued lines': `FROM a\nRUN a \\\n${'\n'.repeat(4 * million)}`,
  'no byte of text': '\0\xff\x85\x1b'.repeat(million),
  'an unclosed quote': `FROM a\nENV a="${'x'.repeat(2 * million)}`,
  'an unclosed heredoc': `FROM a\nRUN <<E\n${'x\n'.repeat(2 * million)}`,
  'an unclosed continuation': '\\\n'.repeat(2 * million),
  'nested variables': `FROM a\nENV a=${'${a:-'.repeat(million)}`,
  'nested triggers': 'ONBUILD '.repeat(million),
  'nested lists': `FROM a\nCMD ${'['.repeat(2 * million)}`,
  'ARGs of ARGs': `${count(20_000, (at) => `ARG a${at}=$a${at - 1}\n`)}ARG a0=$a19999\nFROM $a19999`,
  'doubled values': `FROM scratch\nENV a=${'x'.repeat(99)}\n${'ENV a=$a$a\n'.repeat(20_000)}`,
  'stages on stages': `FROM scratch AS s0\n${count(10_000, (at) => `FROM s${at} AS s${at + 1}\nUSER $x${at}\n`)}`,
};

it.each(Object.keys(hostile))('%s', (name) => {
  const bytes = Buffer.from(hostile[name]!, 'latin1');
  const before = process.cpuUsage();
  const file = parseDockerfile(bytes, 'x');
  for (const one of file.instructions) scopeAt(file, one).get('none');
  neededStages(file);
  // Far more than it takes, for slow machines; far less than a second look at all would.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000);
  expect(file.source).toHaveLength(bytes.length);
});
