import { parsePorts } from '../../formats/dockerfile/ports.ts';
import type { LintRule } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';

/** A way in that nobody needs: `docker exec` and `kubectl exec` are there. */
export const exposeSsh: LintRule = {
  id: 'expose-ssh',
  level: 'warning',
  title: 'The image offers SSH',
  why: 'An SSH server in a container is one more process to patch, with host keys and passwords that every copy of the image shares. `docker exec` and `kubectl exec` open a shell without it.',
  aliases: ['DS-0004', 'CKV_DOCKER_1'],
  *check(file, context) {
    for (const one of eachInstruction(file)) {
      if (one.keyword !== 'EXPOSE') continue;
      for (const { raw, span } of one.words) {
        const ports = parsePorts(context.expand(raw, one) ?? '');
        if (ports?.protocol === 'tcp' && ports.first <= 22 && ports.last >= 22) yield { span, subject: '22' };
      }
    }
  },
};
