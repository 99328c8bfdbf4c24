import type { LintRule } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';

/** The kernel's windows with all below them, and directories of the system itself. */
const SENSITIVE =
  /^\/{1,9}(?:(?:dev|proc|sys|boot)(?:\/.*)?|(?:etc|bin|sbin|lib|lib32|lib64|usr|usr\/bin|usr\/sbin|usr\/lib)?\/{0,9}|(?:var\/)?run\/docker\.sock)$/;
/** Memory for processes to share is meant to be mounted. */
const HARMLESS = /^\/+dev\/shm(?:\/|$)/;

export const volumeSensitive: LintRule = {
  id: 'volume-sensitive',
  level: 'warning',
  title: 'A directory of the system is declared to be a volume',
  why: 'A volume invites people to mount a directory of the host there: with /dev, /proc, /sys or /etc the container can change the host, and anonymous volumes freeze system files at the state of the first start.',
  aliases: ['DKL-DI-0002'],
  *check(file, context) {
    for (const one of eachInstruction(file)) {
      if (one.keyword !== 'VOLUME') continue;
      for (const { raw, value, variables, span } of one.words) {
        const path = variables.length === 0 ? value : context.expand(raw, one);
        if (path !== undefined && SENSITIVE.test(path) && !HARMLESS.test(path)) yield { span, subject: path };
      }
    }
  },
};
