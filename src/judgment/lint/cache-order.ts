import { mountsOf } from '../../formats/dockerfile/mounts.ts';
import type { CopyInstruction, Dockerfile, Edit, Instruction, RunInstruction } from '../../model/dockerfile.ts';
import type { BuildContext, LintContext, LintRule } from '../../model/lint.ts';
import { type DependencyInstall, dependencyInstallOf } from './parts/dependency-installs.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { programsOf } from './parts/programs.ts';
import { copiesWholeContext } from './parts/whole-context.ts';

export const cacheOrder: LintRule = {
  id: 'cache-order',
  level: 'info',
  title: 'Every change of a source file installs all dependencies anew',
  why: 'The layer cache ends at the first COPY whose files changed. When the manifest is copied and its dependencies are installed before the rest of the sources comes in, a build after an edit takes seconds instead of minutes.',
  aliases: [],
  *check(file, context) {
    for (const { instructions } of file.stages) {
      let whole: CopyInstruction | undefined;
      const installed = new Set<string>();
      for (const one of instructions) {
        if (one.keyword === 'COPY' && copiesWholeContext(one)) whole ??= one;
        if (one.keyword !== 'RUN') continue;
        const isCached = mountsOf(one).some(({ type }) => type === 'cache' || type === 'bind');
        for (const program of programsOf(one, context)) {
          const install = dependencyInstallOf(program);
          if (install === undefined || installed.has(install.manager)) continue;
          installed.add(install.manager);
          if (whole === undefined || isCached || !mayComeFirst(install, program.args, context.build)) continue;
          const names = install.manifests.join(' and ');
          const message = `${program.name} runs after all sources are copied: copy ${names} first, so that it runs again only when they change`;
          yield { span: whole.span, subject: install.manager, message };
        }
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'copy the manifest and install before the sources are copied',
    edits({ span, subject }, file, context) {
      const copy = instructionAt(file, span.start);
      if (copy?.keyword !== 'COPY' || copy.sources.length !== 1) return [];
      return editsOf(file, copy, subject ?? '', context);
    },
  },
};

/** What is vendored needs no downloads, and a manifest that is not there cannot be copied first. */
function mayComeFirst(
  { manager, manifests, isBuild }: DependencyInstall,
  args: readonly { readonly text: string }[],
  build: BuildContext | undefined,
): boolean {
  if (manager === 'go' && (args.some(({ text }) => text === '-mod=vendor') || build?.kindOf('vendor') !== undefined))
    return false;
  if (manager === 'go' && isBuild && build !== undefined && build.kindOf('go.sum') === undefined) return false;
  return build === undefined || build.kindOf(manifests[0]!) === 'file';
}

/** A line for the manifest and one for the installation in front of the COPY; a RUN that did nothing else goes away. */
function editsOf(file: Dockerfile, copy: CopyInstruction, manager: string, context: LintContext): readonly Edit[] {
  const { source } = file;
  const stage = file.stages[copy.stage]?.instructions ?? [];
  const at = stage.indexOf(copy);
  const run = stage[at + 1];
  if (run?.keyword !== 'RUN' || copy.destination === undefined || copy.form === 'exec') return [];
  const [program, ...others] = programsOf(run, context);
  const install = program && dependencyInstallOf(program);
  if (install === undefined || install.manager !== manager || (install.isBuild ? manager !== 'go' : others.length > 0))
    return [];
  const manifests = manifestsOf(install, context.build);
  const flags = copy.flags.map(({ span }) => ` ${source.slice(span.start, span.end)}`).join('');
  const destination = copy.destination.raw.replace(/\/?$/, '/');
  const command = install.isBuild ? 'RUN go mod download' : textOf(file, run);
  const insertion = `COPY${flags} ${manifests.join(' ')} ${destination}\n${command}\n`;
  const insert: Edit = { span: { start: copy.span.start, end: copy.span.start }, text: insertion };
  if (install.isBuild) return [insert];
  const before = source.lastIndexOf('\n', run.span.start - 1);
  // Comments between the two stay where they are.
  return [insert, { span: { start: before, end: run.span.end }, text: '' }];
}

function textOf({ source }: Dockerfile, { span }: RunInstruction | Instruction): string {
  return source.slice(span.start, span.end);
}

/** A lock file that may be missing is named by a pattern: COPY passes over patterns that match nothing as long as others do. */
function manifestsOf({ manifests }: DependencyInstall, build: BuildContext | undefined): readonly string[] {
  const [first, ...locks] = manifests;
  const there =
    build === undefined ? locks.map((lock) => `${lock}*`) : locks.filter((lock) => build.kindOf(lock) === 'file');
  return [first!, ...there];
}
