import type { Dockerfile, Edit, RunInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { instructionIndex } from './parts/instruction-index.ts';
import { joinRuns } from './parts/join-runs.ts';

/** Words with which a test begins: no program of its own. */
const TESTS = new Set(['[', '[[', '((']);

export const consecutiveRuns: LintRule = {
  id: 'consecutive-runs',
  level: 'info',
  title: 'Short RUN instructions follow each other',
  why: 'Each makes a layer. One RUN for what belongs together builds, pulls and reads better, and lets what was left over be removed where it came from.',
  aliases: ['DL3059'],
  *check(file, context) {
    let before: RunInstruction | undefined;
    for (const one of file.instructions) {
      const run = one.keyword === 'RUN' && countCommands(one, context) <= 1 ? one : undefined;
      if (run !== undefined && before !== undefined && before.stage === run.stage && haveSameFlags(before, run))
        yield { span: run.keywordSpan, subject: file.source.slice(run.argumentSpan.start, run.argumentSpan.end) };
      before = run;
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'join it to the RUN before',
    edits: ({ span }, file, context) => edits(file, span.start, context),
  },
};

function edits(file: Dockerfile, at: number, context: LintContext): readonly Edit[] {
  const index = instructionIndex(file.instructions, at);
  const run = file.instructions[index];
  const before = file.instructions[index - 1];
  return run?.keyword === 'RUN' && before?.keyword === 'RUN' ? joinRuns(file, before, run, context) : [];
}

/** How many programs a RUN starts, tests and assignments aside. */
function countCommands(run: RunInstruction, context: LintContext): number {
  const script = context.shell(run);
  if (script !== undefined) {
    const programs = script.commands.filter(
      ({ name }) => name !== undefined && !/^["']?\$/.test(name.raw) && !TESTS.has(name.raw),
    );
    return programs.length;
  }
  // Words of another program: as many as signs between commands tell.
  const text =
    run.command.form === 'exec' ? run.command.words.map(({ value }) => value).join(' ') : run.command.shell.text.trim();
  return 1 + (text.match(/&&|\|\|?|;|\n|\$\(/g)?.length ?? 0);
}

function haveSameFlags(a: RunInstruction, b: RunInstruction): boolean {
  if (a.flags.length === 0 && b.flags.length === 0) return true;
  return a.flags.length === b.flags.length && flagsOf(a) === flagsOf(b);
}

/** In any order, also of a mount's fields, which have several names. */
function flagsOf({ flags }: RunInstruction): string {
  const texts = flags.map(({ name, value }) => {
    const fields = (value?.value ?? '').split(',').map((field) => field.replace(/^(?:dst|destination)=/, 'target='));
    return `${name} ${fields.sort().join()}`;
  });
  return texts.sort().join('\n');
}
