import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand, optionsOf } from './parts/shell-words.ts';

export const shellGrepCount: LintRule = {
  id: 'shell-grep-count',
  level: 'style',
  title: 'grep piped into wc -l',
  why: '`grep -c` counts the lines itself, one process less.',
  aliases: ['SC2126'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { stages } of scan.all('pipeline')) {
        const names = stages.map((stage) => (stage.kind === 'simple' ? namedCommand(stage) : undefined));
        for (const [at, one] of names.entries()) {
          const wc = names[at + 1];
          if (one === undefined || !/^[ef]?grep$/.test(one.name) || wc?.name !== 'wc') continue;
          const options = optionsOf(one.args);
          const isOther = [
            'o',
            'r',
            'R',
            'A',
            'B',
            'C',
            'l',
            'L',
            'only-matching',
            'recursive',
            'files-with-matches',
            'after-context',
            'before-context',
            'context',
          ].some((name) => options.has(name));
          const counted = optionsOf(wc.args);
          if (!isOther && wc.args.length > 0 && (counted.has('l') || counted.has('lines')) && counted.size === 1)
            yield { span: scan.spanOf(one.nameWord) };
        }
      }
  },
};
