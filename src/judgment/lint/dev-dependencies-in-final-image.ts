import { scopeAt } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile, Instruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { dependencyInstallOf } from './parts/dependency-installs.ts';
import { eachRun } from './parts/each-instruction.ts';
import { finalInstructions, runsProgram } from './parts/final-image.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { type Program, programsOf } from './parts/programs.ts';

export const devDependenciesInFinalImage: LintRule = {
  id: 'dev-dependencies-in-final-image',
  level: 'info',
  title: 'Packages for development are part of the image that is run',
  why: 'Test runners, linters and bundlers make the image several times larger, and their flaws count as the image’s own in every scan. Leave them out when installing, or build in an earlier stage.',
  aliases: [],
  *check(file, context) {
    if (!runsProgram(file)) return;
    let isBundleSet = false;
    for (const run of eachRun({ instructions: finalInstructions(file) })) {
      const programs = programsOf(run, context);
      const pruned = programs.findLastIndex(prunes);
      for (const [index, program] of programs.entries()) {
        isBundleSet ||= program.name === 'bundle' && /^config\b.*\bwithout\b/.test(textOf(program));
        if (program.name === 'bundle' && isBundleSet) continue;
        const flag = missingFlag(program, (name) => valueAt(file, run, name) ?? assigned(programs, name));
        if (flag === undefined || pruned > index) continue;
        yield {
          span: program.span,
          subject: program.name,
          message: `${program.name} installs packages for development too: ${flag} leaves them out`,
        };
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'leave packages for development out',
    edits({ span, subject = '' }, file, context) {
      const run = instructionAt(file, span.start);
      const flag = Object.hasOwn(FLAGS, subject) ? FLAGS[subject] : undefined;
      const program = run && programsOf(run, context).find((one) => one.span.start === span.start);
      // The exec form would need another word, and whoever asks for them has a reason.
      if (flag === undefined || program?.command === undefined || /--include|=false/.test(textOf(program))) return [];
      const { end } = (program.args.at(-1) ?? { span: program.nameSpan }).span;
      return [{ span: { start: end, end }, text: ` ${flag}` }];
    },
  },
};

const FLAGS: Readonly<Record<string, string>> = {
  composer: '--no-dev',
  npm: '--omit=dev',
  pnpm: '--prod',
  poetry: '--only main',
  uv: '--no-dev',
  yarn: '--production',
};

type Look = (name: string) => string | undefined;

/** What would have kept development packages out. */
function missingFlag(program: Program, look: Look): string | undefined {
  const install = dependencyInstallOf(program);
  if (install === undefined || install.isBuild) return undefined;
  const text = ` ${textOf(program)} `;
  const isProduction = look('NODE_ENV') === 'production';
  switch (install.manager) {
    case 'npm': {
      const isOmitted = / --(?:omit[= ]\S*dev|production(?:=true)?|prod|only[= ]prod(?:uction)?|no-dev)(?= )/.test(
        text,
      );
      const isAsked = / --(?:include[= ]dev|production=false|only[= ]dev)/.test(text);
      const isSet =
        /dev/.test(look('NPM_CONFIG_OMIT') ?? look('npm_config_omit') ?? '') ||
        look('NPM_CONFIG_PRODUCTION') === 'true' ||
        look('NPM_CONFIG_ONLY') === 'production';
      return isAsked || !(isOmitted || isProduction || isSet) ? '--omit=dev' : undefined;
    }
    case 'yarn':
      // The newer yarn knows no such flag of install; --immutable tells it.
      if (
        / --(?:immutable|production(?:=true)?|prod|mode)/.test(text) ||
        (isProduction && !/ --production=false /.test(text))
      )
        return undefined;
      return '--production';
    case 'pnpm':
      return / (?:--prod(?:uction)?|-P)(?= )/.test(text) || isProduction ? undefined : '--prod';
    case 'bundle':
      return look('BUNDLE_WITHOUT') !== undefined || / --without/.test(text)
        ? undefined
        : 'BUNDLE_WITHOUT=development:test';
    case 'composer':
      return / --no-dev /.test(text) || look('COMPOSER_NO_DEV') === '1' ? undefined : '--no-dev';
    case 'poetry':
      return / --(?:no-dev|only(?:-root)?|without|sync --only)/.test(text) ||
        look('POETRY_WITHOUT') ||
        look('POETRY_NO_DEV')
        ? undefined
        : '--only main';
    case 'uv':
      return / --(?:no-dev|no-default-groups|only-group|no-group|only-main)/.test(text) || look('UV_NO_DEV') === '1'
        ? undefined
        : '--no-dev';
    case 'pipenv':
      return / --dev | -d /.test(text) ? 'leaving --dev out' : undefined;
    case 'pip':
      return /(?:^|[-_/.])(?:dev|develop(?:ment)?|tests?|testing|lint)(?:[-_.]|$)/.test(install.manifests[0] ?? '')
        ? 'a list without them'
        : undefined;
    default:
      return undefined;
  }
}

/** Takes packages for development away again, in the same layer. */
function prunes(program: Program): boolean {
  const { name } = program;
  const text = textOf(program);
  return (
    (/^(?:npm|pnpm)$/.test(name) && /^(?:prune|.*--omit=dev|.*--prod)/.test(text)) ||
    (name === 'yarn' && /--production|focus/.test(text)) ||
    (name === 'rm' && /node_modules/.test(text))
  );
}

function textOf({ args }: Program): string {
  return args.map(({ text }) => text).join(' ');
}

function valueAt(file: Dockerfile, at: Instruction, name: string): string | undefined {
  const value = scopeAt(file, at).get(name);
  return value.state === 'set' ? value.value : value.pair !== undefined ? 'production' : undefined;
}

function assigned(programs: readonly Program[], name: string): string | undefined {
  for (const { command } of programs)
    for (const one of command?.assignments ?? []) if (one.name === name) return one.value?.value ?? one.value?.raw;
  return undefined;
}
