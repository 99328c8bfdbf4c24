import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expand, type Grammar, readGrammar } from './grammar.ts';
import { Random } from './random.ts';

/** All parts of the grammar as one, but for `esc`, the escape character. */
export const dockerfileGrammar: Grammar = readGrammar(
  ['files', 'names', 'instructions', 'shell', 'package-managers']
    .map((part) => readFileSync(join(import.meta.dirname, `${part}.txt`), 'utf8'))
    .join('\n'),
);

/** What a file is mostly about, in turn, so that no rule's instructions are rare. */
const topics = dockerfileGrammar['topic']!;

/** A Dockerfile that only the seed and its index decide: most are what people write, some are odd, a few are broken. */
export function generateDockerfile(seed: number, index: number): string {
  const random = new Random(seed, index);
  const isWindows = random.chance(0.03);
  const grammar: Grammar = { ...dockerfileGrammar, esc: [isWindows ? '`' : '\\'] };
  const topic = topics[index % topics.length]!;
  const lines: string[] = [];
  const say = (template: string) => {
    const text = expand(grammar, template, random).replace(/^ +/, '');
    // hadolint 2.15 asks for an empty line behind a heredoc, and reads no file without it.
    lines.push(text.includes('<<') && random.chance(0.95) ? `${text}\n` : text);
  };
  if (isWindows) say('# escape=`');
  else if (random.chance(0.1)) say('# syntax=docker/dockerfile:1');
  if (random.chance(0.1)) say('# «pragma»');
  if (random.chance(0.25)) say('«arg»');
  if (random.chance(0.02)) say('«any»');
  const stages = random.chance(0.6) ? 1 : 2 + random.below(3);
  for (let stage = 0; stage < stages; stage++) {
    say('«from»');
    if (random.chance(0.15)) say('«shell»');
    for (let left = random.below(7) + 1; left > 0; left--) {
      if (random.chance(0.08)) say('# «pragma»');
      if (random.chance(0.06)) say('«comment»');
      if (random.chance(0.1)) lines.push('');
      say(random.chance(0.45) ? topic : '«any»');
      if (random.chance(0.003)) say('«junk»');
    }
  }
  return layOut(lines, random);
}

/** Line ends, indentation, and what stands at the ends of a file. */
function layOut(lines: readonly string[], random: Random): string {
  const indent = random.chance(0.04) ? '  ' : '';
  const text = lines.map((line) => indent + line).join('\n');
  const ended = random.chance(0.95) ? `${text}\n` : text;
  const marked = random.chance(0.01) ? `\uFEFF${ended}` : ended;
  return random.chance(0.05) ? marked.replaceAll('\n', '\r\n') : marked;
}
