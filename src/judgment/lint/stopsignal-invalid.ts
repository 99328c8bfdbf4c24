import type { LintRule } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';

/** Source: signal(7) of Linux. */
const NAMES = new Set([
  ...[
    'ABRT',
    'ALRM',
    'BUS',
    'CHLD',
    'CLD',
    'CONT',
    'FPE',
    'HUP',
    'ILL',
    'INT',
    'IO',
    'IOT',
    'KILL',
    'PIPE',
    'POLL',
    'PROF',
  ],
  ...[
    'PWR',
    'QUIT',
    'SEGV',
    'STKFLT',
    'STOP',
    'SYS',
    'TERM',
    'TRAP',
    'TSTP',
    'TTIN',
    'TTOU',
    'URG',
    'USR1',
    'USR2',
    'VTALRM',
  ],
  ...['WINCH', 'XCPU', 'XFSZ'],
]);
const REAL_TIME = /^RT(?:MIN(?:\+(?:[1-9]|1[0-5]))?|MAX(?:-(?:[1-9]|1[0-4]))?)$/;

export const stopsignalInvalid: LintRule = {
  id: 'stopsignal-invalid',
  level: 'error',
  title: 'There is no such signal',
  why: 'The build is refused; older builders accept it, and then `docker stop` cannot stop the container.',
  aliases: [],
  *check(file, context) {
    for (const one of eachInstruction(file)) {
      const word = one.keyword === 'STOPSIGNAL' ? one.words[0] : undefined;
      const signal = word && context.expand(word.raw, one);
      if (signal === undefined || isSignal(signal)) continue;
      yield { span: word!.span, subject: signal, message: `There is no signal ${signal}` };
    }
  },
};

function isSignal(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) > 0 && Number(text) <= 64;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return NAMES.has(name) || REAL_TIME.test(name);
}
