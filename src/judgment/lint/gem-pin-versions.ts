import type { LintRule } from '../../model/lint.ts';
import { hasFlag } from './parts/commands.ts';
import { operandsBehind, subcommandOf } from './parts/package-managers.ts';
import { unpinnedInstalls } from './parts/pins.ts';

/** Options of gem install that take a word. Source: gem help install. */
const VALUED = [
  ...[
    'B',
    'bindir',
    'build-root',
    'document',
    'i',
    'install-dir',
    'n',
    'P',
    'p',
    'http-proxy',
    'platform',
    's',
    'source',
  ],
  ...['trust-policy', 'without'],
];

export const gemPinVersions: LintRule = {
  id: 'gem-pin-versions',
  level: 'warning',
  title: 'gem install without versions',
  why: 'The next build takes whatever RubyGems has that day. Say name:version or --version, or use a Gemfile.lock.',
  aliases: ['DL3028'],
  check: (file, context) =>
    unpinnedInstalls(file, context, (command) => {
      const first = command.name === 'gem' ? subcommandOf(command, VALUED) : undefined;
      if ((first !== 'install' && first !== 'i') || hasFlag(command, 'v', 'version', 'g', 'file')) return [];
      // What stands behind `--` is for the compiler.
      const end = command.args.find(({ text }) => text === '--')?.span.start ?? Number.POSITIVE_INFINITY;
      return operandsBehind(command, [first], VALUED).filter(
        ({ text, span }) => span.start < end && !/:|\.gem$/.test(text),
      );
    }),
};
