import { mountsOf } from '../../formats/dockerfile/mounts.ts';
import { scopeAt } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile, Instruction, RunInstruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { isSecretName } from './parts/secret-words.ts';

export const secretMount: LintRule = {
  id: 'secret-mount',
  level: 'info',
  title: 'The command reads a secret from a build argument',
  why: 'Build arguments and environment are kept in the image’s history and in its provenance. A secret that is mounted (`--mount=type=secret`, `docker build --secret`) is there for one command and leaves nothing behind.',
  aliases: [],
  *check(file, context) {
    for (const run of eachRun(file)) {
      const seen = new Set(mountedVariables(run));
      for (const { name, span } of variablesOf(run, context)) {
        if (seen.has(name) || !isSecretName(name) || !isOfBuild(file, run, name)) continue;
        seen.add(name);
        yield { span, subject: name, message: `${name} comes from ARG or ENV: mount it as a secret` };
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'mount the secret for this command (give it with `docker build --secret id=…`, and take the ARG away)',
    edits({ span, subject: name = '' }, file) {
      const outer = instructionAt(file, span.start);
      const run = outer?.keyword === 'ONBUILD' ? outer.trigger : outer;
      if (run?.keyword !== 'RUN' || !/^\w+$/.test(name)) return [];
      const end = run.keywordSpan.end;
      return [{ span: { start: end, end }, text: ` --mount=type=secret,id=${name.toLowerCase()},env=${name}` }];
    },
  },
};

/** Each variable that the shell reads, where it does so first. */
function* variablesOf(run: RunInstruction, context: LintContext) {
  for (const { name: word, args, assignments, redirects } of context.shell(run)?.commands ?? []) {
    const words = [word, ...args, ...assignments.map(({ value }) => value), ...redirects.map(({ target }) => target)];
    for (const one of words)
      for (const { kind, name, span } of one?.expansions ?? []) if (kind === 'variable' && name) yield { name, span };
  }
}

/** Whether an ARG or ENV of the file gives the variable, and the shell does not set it itself. */
function isOfBuild(file: Dockerfile, run: Instruction, name: string): boolean {
  return scopeAt(file, run).get(name).pair !== undefined;
}

function mountedVariables(run: RunInstruction): string[] {
  return mountsOf(run)
    .filter(({ type }) => type === 'secret')
    .flatMap(({ fields }) => fields.find(({ name }) => name === 'env')?.value ?? []);
}
