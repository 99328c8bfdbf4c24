import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { variablesOf } from './parts/shell-variables.ts';

/** Read by the shell, or by programs that people set them for. */
const READ_BY_OTHERS = new Set(
  [
    'BASHOPTS BASH_ENV BASH_XTRACEFD CDPATH COLUMNS COMPREPLY COMP_WORDBREAKS EMACS ENV EXECIGNORE FCEDIT FIGNORE FUNCNEST GLOBIGNORE',
    'HISTCONTROL HISTFILE HISTFILESIZE HISTIGNORE HISTSIZE HISTTIMEFORMAT HOME HOSTFILE HOSTNAME HOSTTYPE IFS IGNOREEOF INPUTRC',
    'INSIDE_EMACS LANG LC_ALL LC_COLLATE LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME LINENO LINES MAIL MAILCHECK MAILPATH OPTARG OPTERR OPTIND',
    'PATH POSIXLY_CORRECT PROMPT_COMMAND PROMPT_DIRTRIM PS0 PS1 PS2 PS3 PS4 PWD OLDPWD RANDOM READLINE_LINE REPLY SECONDS SHELL SHELLOPTS',
    'TERM TIMEFORMAT TMOUT TMPDIR USER LOGNAME DISPLAY HTTP_PROXY HTTPS_PROXY FTP_PROXY NO_PROXY http_proxy https_proxy ftp_proxy no_proxy',
  ].flatMap((names) => names.split(' ')),
);

export const shellUnusedVariable: LintRule = {
  id: 'shell-unused-variable',
  level: 'warning',
  title: 'A variable is set and never used',
  why: 'A variable of a RUN is gone when the RUN ends: what shall reach later instructions or the container belongs into ENV, what a program shall see needs `export`.',
  aliases: ['SC2034'],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      const { assigned, usedNames } = variablesOf(scan);
      const settled = new Set<string>();
      for (const place of assigned) {
        const { name } = place;
        if (usedNames.has(name) || settled.has(name) || scan.isKnown(name)) continue;
        if (READ_BY_OTHERS.has(name) || name.startsWith('_')) continue;
        settled.add(name);
        yield {
          span: scan.spanOf(place),
          subject: name,
          message: `Nothing uses ${name}, and it is gone when the RUN ends`,
        };
      }
    }
  },
};
