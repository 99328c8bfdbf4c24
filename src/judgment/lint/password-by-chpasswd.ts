import type { LintRule, Violation } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { optionOf, parseOptions } from './parts/options.ts';
import { type Program, programsOf } from './parts/programs.ts';

/** A password that is set while building is one that everybody who has the image knows. */
export const passwordByChpasswd: LintRule = {
  id: 'password-by-chpasswd',
  level: 'warning',
  title: 'A password is set while the image is built',
  why: 'The same password is in every copy of the image, and the command that set it stands in its history for everyone who can pull it. Containers need no passwords: USER chooses the account, and keys come at run time.',
  aliases: ['CKV2_DOCKER_17'],
  *check(file, context) {
    for (const run of eachRun(file)) {
      const programs = programsOf(run, context);
      for (const [index, program] of programs.entries()) yield* ofProgram(program, programs[index - 1]);
    }
  },
};

const OPTIONS = {
  short: 'bcdefgGkKpsuUZR',
  long: ['password', 'uid', 'gid', 'groups', 'shell', 'home-dir', 'comment'],
};

function* ofProgram(program: Program, before: Program | undefined): Iterable<Violation> {
  const { name, nameSpan, args } = program;
  const isFed = name === 'chpasswd' || (name === 'passwd' && args.some(({ text }) => text === '--stdin'));
  if (isFed) {
    const isEcho = before !== undefined && /^(?:echo|printf)$/.test(before.name) && isPiped(before, program);
    const literal = isEcho && before.args.find(({ text, isLiteral }) => isLiteral && !/^-\w+$/.test(text));
    if (literal)
      yield {
        span: literal.span,
        subject: name,
        level: 'error',
        message: 'The password stands in the image for all to read',
      };
    else yield { span: nameSpan, subject: name };
  } else if (name === 'useradd' || name === 'usermod') {
    const option = optionOf(parseOptions(args, OPTIONS), 'p', 'password');
    if (option?.value !== undefined && !/^[!*x]*$/.test(option.value)) yield { span: option.span, subject: name };
  }
}

function isPiped(from: Program, to: Program): boolean {
  return from.command !== undefined && from.command.pipeline === to.command?.pipeline;
}
