import type { Dockerfile } from '../../model/dockerfile.ts';
import type { LintContext, LintRule, Violation } from '../../model/lint.ts';
import { baseImageOf } from './parts/base-images.ts';
import { eachRun } from './parts/each-instruction.ts';
import { finalInstructions, finalStages, runsProgram } from './parts/final-image.ts';
import { nameOf, packagesLeftBy } from './parts/installed-packages.ts';
import { programsOf } from './parts/programs.ts';
import { isBuild, isBuildTool, SDK_IMAGES } from './parts/tools.ts';

export const buildToolsInFinalImage: LintRule = {
  id: 'build-tools-in-final-image',
  level: 'info',
  title: 'Build tools stay in the image that is run',
  why: 'Compilers, headers and build systems often outweigh the program, bring most of the flaws that scanners report, and help whoever breaks in. Build in an earlier stage and COPY --from the result, or take the tools away in the same RUN.',
  aliases: ['CIS-DI-0003'],
  *check(file, context) {
    if (!runsProgram(file)) return;
    yield* toolchain(file, context);
    for (const run of eachRun({ instructions: finalInstructions(file) })) {
      const tools = [...packagesLeftBy(programsOf(run, context))].filter(({ text }) => isBuildTool(nameOf(text)));
      const [first] = tools;
      if (first === undefined) continue;
      const names = [...new Set(tools.map(({ text }) => nameOf(text)))];
      const list = names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
      yield {
        span: first.span,
        subject: names.join(' '),
        message: `Build tools stay in the image that is run: ${list}`,
      };
    }
  },
};

/** A base that is a toolchain, and is used as one. */
function* toolchain(file: Dockerfile, context: LintContext): Iterable<Violation> {
  const [first] = finalStages(file);
  const base = first && baseImageOf(first, context);
  if (base === undefined || !SDK_IMAGES.some((pattern) => pattern.test(base.reference.repository))) return;
  for (const run of eachRun({ instructions: finalInstructions(file) })) {
    if (!programsOf(run, context).some(({ name, args }) => isBuild(name, args))) continue;
    const name = base.reference.repository.replace(/^library\//, '');
    yield {
      span: base.span,
      subject: base.text,
      message: `The whole toolchain of ${name} stays in the image that is run`,
    };
    return;
  }
}
