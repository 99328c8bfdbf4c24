import type { LintRule } from '../../model/lint.ts';
import { type Command, commandAt, eachCommand, hasFlag, headSpan, insertBehind } from './parts/commands.ts';
import { isAptInstall } from './parts/package-managers.ts';

const OFF = /^(?:-o)?APT::Install-Recommends\s*=\s*"?(?:0|no|false|off)"?$/i;

export const aptNoInstallRecommends: LintRule = {
  id: 'apt-no-install-recommends',
  level: 'info',
  title: 'apt-get install brings recommended packages too',
  why: 'Packages that nobody asked for make the image larger, often by more than what was asked for, and each is one more thing to patch. What is really missing afterwards is named, and stays.',
  aliases: ['DL3015', 'DS-0029'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (!isAptInstall(command) || isOff(command)) continue;
      yield { span: headSpan(command, 'install'), subject: command.args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'add --no-install-recommends',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      return found === undefined ? [] : insertBehind(found.command, ['install'], '--no-install-recommends');
    },
  },
};

function isOff(command: Command): boolean {
  return hasFlag(command, 'no-install-recommends') || command.args.some(({ text }) => OFF.test(text));
}
