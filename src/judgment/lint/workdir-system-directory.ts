import type { LintRule } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';

/** Directories that the kernel or the boot fills, whatever an image puts there. */
const SYSTEM = /^\/+(?:proc|sys|dev|boot|initrd|lost\+found)(?:\/|$)/;

export const workdirSystemDirectory: LintRule = {
  id: 'workdir-system-directory',
  level: 'warning',
  title: 'The working directory lies where the kernel has its own files',
  why: 'At run time the container gets these directories from the host: what the build put there is gone, and a working directory in /proc has let processes out of their container before (CVE-2024-21626).',
  aliases: ['DS-0030'],
  *check(file, context) {
    for (const one of eachInstruction(file)) {
      const word = one.keyword === 'WORKDIR' ? one.words[0] : undefined;
      const path = word && context.expand(word.raw, one);
      if (path !== undefined && SYSTEM.test(path)) yield { span: word!.span, subject: path };
    }
  },
};
