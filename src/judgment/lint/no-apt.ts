import type { LintRule } from '../../model/lint.ts';
import { commandAt, eachCommand, headSpan } from './parts/commands.ts';
import { subcommandOf } from './parts/package-managers.ts';

/** What both understand in the same way. `apt upgrade` also installs what is newly needed. */
const SAME = new Set([
  'install',
  'update',
  'remove',
  'purge',
  'clean',
  'autoclean',
  'autoremove',
  'reinstall',
  'build-dep',
]);

export const noApt: LintRule = {
  id: 'no-apt',
  level: 'warning',
  title: 'apt is for people, apt-get and apt-cache are for scripts',
  why: 'apt warns on each run that its interface may change with a release, and draws progress bars into the log of the build.',
  aliases: ['DL3027', 'CKV_DOCKER_9'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (command.name === 'apt')
        yield { span: command.nameSpan, subject: command.args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'call apt-get',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      const subcommand = found && subcommandOf(found.command);
      if (found === undefined || subcommand === undefined) return [];
      const { nameSpan, shell } = found.command;
      const name = { span: nameSpan, text: shell === undefined ? '"apt-get"' : 'apt-get' };
      if (SAME.has(subcommand)) return [name];
      if (subcommand !== 'upgrade' || shell === undefined) return [];
      const { end } = headSpan(found.command, 'upgrade');
      return [name, { span: { start: end, end }, text: ' --with-new-pkgs' }];
    },
  },
};
