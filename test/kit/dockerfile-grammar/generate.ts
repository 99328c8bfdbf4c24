import { expand, type Grammar } from './grammar.ts';
import { instructions } from './instructions.ts';
import { names } from './names.ts';
import { packageManagers } from './package-managers.ts';
import { Random } from './random.ts';
import { shell } from './shell.ts';

/** What a file is mostly about, in turn, so that no rule's instructions are rare. */
const topics = [
  ...['run', 'copy', 'add', 'unpack', 'env', 'label', 'user', 'workdir', 'expose', 'onbuild', 'healthcheck', 'arg', 'from'],
  ...['cmd', 'entrypoint', 'shell', 'maintainer', 'bait', 'nested', 'tool', 'heredoc', 'exec', 'list'],
  ...['apt', 'apk', 'yum', 'dnf', 'zypper', 'pip', 'npm', 'yarn', 'gem', 'go', 'other-manager', 'apt', 'pip', 'bait'],
] as const;
const instructionNames = new Set(Object.keys(instructions));

const other = ['run', 'run', 'run', 'run', 'copy', 'copy', 'env', 'arg', 'workdir', 'user', 'cmd', 'entrypoint', 'expose', 'label', 'add', 'volume', 'stopsignal', 'healthcheck', 'shell', 'onbuild', 'maintainer'];

const all: Grammar = { ...names, ...instructions, ...shell, ...packageManagers };

/** A Dockerfile that only the seed and its index decide: most are what people write, some are odd, a few are broken. */
export function generateDockerfile(seed: number, index: number): string {
  const random = new Random(seed, index);
  const isWindows = random.chance(0.03);
  const grammar: Grammar = { ...all, esc: [isWindows ? '`' : '\\'] };
  const topic = topics[index % topics.length]!;
  const about = instructionNames.has(topic) || topic === 'run' ? `«${topic}»` : `RUN «${topic}»`;
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
  if (random.chance(0.02)) say(`«${random.pick(other)}»`);
  const stages = random.chance(0.6) ? 1 : 2 + random.below(3);
  for (let stage = 0; stage < stages; stage++) {
    say('«from»');
    if (random.chance(0.15)) say('«shell»');
    for (let left = random.below(7) + 1; left > 0; left--) {
      if (random.chance(0.08)) say('# «pragma»');
      if (random.chance(0.06)) say('«comment»');
      if (random.chance(0.1)) lines.push('');
      say(random.chance(0.45) ? about : `«${random.pick(other)}»`);
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
