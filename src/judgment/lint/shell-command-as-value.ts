import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellCommandAsValue: LintRule = {
  id: 'shell-command-as-value',
  level: 'warning',
  title: 'The variable gets the name of a command',
  why: '`x=date` puts the word into the variable; `x=$(date)` what the command prints.',
  aliases: ['SC2209'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const one of scan.all('assignment')) {
        const text = one.value && literalOf(one.value);
        if (text !== undefined && COMMANDS.has(text) && text === one.value!.raw)
          yield { span: scan.spanOf(one), subject: one.name };
      }
  },
};

const COMMANDS = new Set(
  'ar arch awk basename bg c99 cal cat cd cflow chgrp chmod chown cksum cmp comm cp crontab csplit ctags cut cxref date dd df diff dirname du ed env expr fg file find fold fort77 fuser gencat grep hash head iconv id join kill ln locale logger ls m4 mailx make man mesg mkdir mkfifo more mv nice nl nm nohup od paste patch pathchk pax pr ps pwd qalter rm rmdir sed sh sleep sort strings strip stty tabs tail tee time touch tput tr tsort tty type umask uname unexpand uniq unlink uucp vi wait wc who write xargs zcat'.split(
    ' ',
  ),
);
