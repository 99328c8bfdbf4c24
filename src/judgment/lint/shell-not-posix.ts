import type { LintRule } from '../../model/lint.ts';
import { commandsBeyondPosix } from './parts/shell-posix-commands.ts';
import { nodesBeyondPosix } from './parts/shell-posix-nodes.ts';
import { scansOf } from './parts/shell-scans.ts';
import { nodesIn } from './parts/shell-walk.ts';

export const shellNotPosix: LintRule = {
  id: 'shell-not-posix',
  level: 'warning',
  title: '/bin/sh of many images does not know this',
  why: 'RUN uses /bin/sh: dash in Debian and Ubuntu, BusyBox in Alpine. What only bash knows fails there or does something else. `SHELL ["/bin/bash", "-c"]` chooses bash where it is installed.',
  aliases: ['SC2039'],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      if (scan.dialect !== 'sh' && scan.dialect !== 'dash') continue;
      for (const node of nodesIn(scan.tree.root))
        for (const beyond of [
          nodesBeyondPosix(scan, node),
          node.kind === 'simple' ? commandsBeyondPosix(scan, node) : [],
        ])
          for (const { code, place, what } of beyond)
            yield {
              span: scan.spanOf(place),
              subject: what,
              alias: code,
              message: `Not every /bin/sh knows ${what}`,
              ...(scan.dialect === 'dash' && code.startsWith('SC3') && { level: 'error' as const }),
            };
    }
  },
};
