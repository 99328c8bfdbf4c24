import { parsePorts } from '../../formats/dockerfile/ports.ts';
import type { LintRule } from '../../model/lint.ts';
import { finalInstructions } from './parts/final-image.ts';

export const privilegedPort: LintRule = {
  id: 'privileged-port',
  level: 'info',
  title: 'A user who is not root listens on a port below 1024',
  why: 'Where the runtime does not lower net.ipv4.ip_unprivileged_port_start the process cannot open the port and dies at its start. A port from 1024 works everywhere, and can still be published as 80 or 443.',
  aliases: [],
  *check(file, context) {
    const instructions = finalInstructions(file);
    const user = instructions.findLast(({ keyword }) => keyword === 'USER');
    const name = user?.keyword === 'USER' && user.words[0] && context.expand(user.words[0].raw, user);
    // Windows has no such ports.
    if (!name || file.escape === '`' || /^(?:(?:root|0+)(?::|$)|Container(?:User|Administrator)$)/i.test(name)) return;
    for (const one of instructions) {
      if (one.keyword !== 'EXPOSE') continue;
      for (const { raw, span } of one.words) {
        const ports = parsePorts(context.expand(raw, one) ?? '');
        if (ports !== undefined && ports.first > 0 && ports.first < 1024) yield { span, subject: String(ports.first) };
      }
    }
  },
};
