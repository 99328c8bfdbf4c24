import { scopeAt } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile, Instruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { dependencyInstallOf } from './parts/dependency-installs.ts';
import { eachRun } from './parts/each-instruction.ts';
import { finalInstructions, runsProgram } from './parts/final-image.ts';
import { type Program, programsOf } from './parts/programs.ts';

export const devDependenciesInFinalImage: LintRule = {
  id: 'dev-dependencies-in-final-image',
  level: 'info',
  title: 'Packages for development are part of the image that is run',
  why: 'Test runners, linters and bundlers make the image several times larger, and their flaws count as the image’s own in every scan. Leave them out when installing, or build in an earlier stage.',
  aliases: [],
  *check(file, context) {
    if (!runsProgram(file)) return;
    for (const run of eachRun({ instructions: finalInstructions(file) })) {
      const programs = programsOf(run, context);
      const pruned = programs.findLastIndex(prunes);
      for (const [index, program] of programs.entries()) {
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
};

type Look = (name: string) => string | undefined;

/** What would have kept development packages out. */
function missingFlag(program: Program, look: Look): string | undefined {
  const install = dependencyInstallOf(program);
  if (install === undefined || install.isBuild) return undefined;
  const text = ` ${program.args.map((one) => one.text).join(' ')} `;
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
function prunes({ name, args }: Program): boolean {
  const text = args.map((one) => one.text).join(' ');
  return (
    (/^(?:npm|pnpm)$/.test(name) && /^(?:prune|.*--omit=dev|.*--prod)/.test(text)) ||
    (name === 'yarn' && /--production|focus/.test(text)) ||
    (name === 'rm' && /node_modules/.test(text))
  );
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
