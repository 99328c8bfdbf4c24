import type { LintRule } from '../../model/lint.ts';
import { type Command, commandAt, eachCommand, hasFlag } from './parts/commands.ts';

/** /var/log/lastlog takes 292 bytes for each id up to the user's. */
const HIGH = 99_999;

export const useraddNoLogInit: LintRule = {
  id: 'useradd-no-log-init',
  level: 'warning',
  title: 'useradd with a high id makes huge log files',
  why: 'useradd writes the entry of the user into lastlog and faillog at a place that grows with its id: a sparse file of many gigabytes, which the layer stores as zeros. -l leaves those files alone.',
  aliases: ['DL3046'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (command.name !== 'useradd' || hasFlag(command, 'l', 'no-log-init')) continue;
      const id = highUserIdOf(command);
      if (id !== undefined) yield { span: command.nameSpan, subject: id };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'add --no-log-init',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      if (found === undefined) return [];
      const { end } = found.command.nameSpan;
      return [
        { span: { start: end, end }, text: found.command.shell === undefined ? ', "--no-log-init"' : ' --no-log-init' },
      ];
    },
  },
};

function highUserIdOf({ args, flags }: Command): string | undefined {
  for (const { name, at } of flags) {
    if (name !== 'u' && name !== 'uid') continue;
    const { text } = args[at]!;
    const own = text.startsWith('--') ? /=(.*)$/s.exec(text)?.[1] : text.slice(text.indexOf('u') + 1);
    const id = own === undefined || own === '' ? args[at + 1]?.text : own;
    return id !== undefined && isHigh(id, name === 'u') ? id : undefined;
  }
  return undefined;
}

/** A variable may hold any number. hadolint takes those for high that are long as they are written, behind `-u`; so does this. */
function isHigh(id: string, isShort: boolean): boolean {
  if (/^(?:\d+|0x[\da-f]+)$/i.test(id)) return Number(id) > HIGH;
  return isShort && /^\d*\$\{?\w/.test(id) && id.replace(/[{}]/g, '').length > 3;
}
