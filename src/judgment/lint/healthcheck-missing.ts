import type { Dockerfile, Stage } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import { beforeStart } from './parts/before-start.ts';
import { chainOf, foundationOf, parseImageName } from './parts/images.ts';
import { programsOf } from './parts/programs.ts';

/** Off unless asked for, as hadolint has it: many orchestrators ask in ways of their own, and Kubernetes passes it over. */
export const healthcheckMissing: LintRule = {
  id: 'healthcheck-missing',
  level: 'info',
  title: 'No HEALTHCHECK',
  why: 'Docker can tell whether the process is alive, but not whether it still answers: a program that hangs counts as well.',
  aliases: ['DL3057', 'DS-0026', 'CKV_DOCKER_2', 'CIS-DI-0006'],
  isOptIn: true,
  *check(file) {
    const stage = file.stages.at(-1);
    if (stage === undefined || chainOf(file, stage).some(hasHealthcheck)) return;
    yield { span: stage.from.image.span, subject: stage.name ?? '' };
  },
  fix: {
    safety: 'suggested',
    summary: 'ask the port that is exposed',
    edits(_violation, file, context) {
      const stage = file.stages.at(-1)!;
      const chain = chainOf(file, stage);
      const port = chain.map(portOf).find((one) => one !== undefined);
      const asks = clientOf(file, chain, context);
      if (port === undefined || asks === undefined) return [];
      const words = [...asks, `http://localhost:${port}/`].map((word) => JSON.stringify(word)).join(', ');
      return beforeStart(file, stage, [`HEALTHCHECK CMD [${words}]`]);
    },
  },
};

function hasHealthcheck({ instructions }: Stage): boolean {
  return instructions.some(({ keyword }) => keyword === 'HEALTHCHECK');
}

function portOf({ instructions }: Stage): string | undefined {
  for (const one of instructions)
    if (one.keyword === 'EXPOSE')
      for (const { value } of one.words) {
        const port = /^(\d{1,5})(?:\/tcp)?$/i.exec(value)?.[1];
        if (port !== undefined) return port;
      }
  return undefined;
}

const CURL = ['curl', '-fsS', '-o', '/dev/null'];
const WGET = ['wget', '-q', '-O', '/dev/null'];
const INSTALLERS = /^(?:apt|apt-get|apk|yum|dnf|microdnf|zypper)$/;

/** A program of the image that asks over HTTP: one that the file installs, or the one that Alpine has. */
function clientOf(file: Dockerfile, chain: readonly Stage[], context: LintContext): readonly string[] | undefined {
  const installed = new Set<string>();
  for (const { instructions } of chain)
    for (const run of instructions)
      if (run.keyword === 'RUN')
        for (const { name, args } of programsOf(run, context))
          if (INSTALLERS.test(name)) for (const { text } of args) installed.add(text.replace(/[=:].*/s, ''));
  if (installed.has('curl')) return CURL;
  const { repository, tag = '' } = parseImageName(foundationOf(file, chain[0]!).image.value);
  return installed.has('wget') || repository === 'alpine' || tag.includes('alpine') ? WGET : undefined;
}
