import type { LintOutcome } from '../app/lint/lint.ts';
import type { Command, Session } from './parts/command.ts';
import { outputOptions } from './parts/option-groups.ts';

/** Rules about Dockerfiles, and their fixes. */
export const lint = {
  id: 'lint',
  summary: 'What is wrong with Dockerfiles, and how it is mended',
  details: [
    'FILE is a Dockerfile, a directory that is searched for some, a Compose or Bake file that leads to some, or - for standard input; without any the working directory is searched.',
    'Rules go by their own id or by any name that hadolint, ShellCheck, BuildKit, Trivy, Checkov or the CIS benchmark has for them. Comments take them back: # plimsoll ignore=RULE, # hadolint ignore=DL3008.',
  ],
  operands: [{ name: 'FILE', count: 'any' }],
  options: [
    'config',
    'ignore',
    'enable',
    'failureThreshold',
    'failOn',
    'noFail',
    'fix',
    'diff',
    'unsafeFixes',
    'trustedRegistry',
    'requireLabel',
    'strictLabels',
    'disableIgnorePragma',
    'limit',
    'cacheDir',
    ...outputOptions,
  ],
  examples: [
    { line: 'plimsoll lint Dockerfile', needs: 'dockerfile', what: 'one file' },
    {
      line: 'plimsoll lint --fix',
      needs: 'dockerfile',
      what: 'mends what can be mended safely, in every Dockerfile here',
    },
    {
      line: 'plimsoll lint --format sarif=lint.sarif -t warning .',
      needs: 'dockerfile',
      what: 'for CI: warnings and errors fail',
    },
    { line: 'plimsoll lint - < Dockerfile', needs: 'dockerfile', what: 'from standard input' },
  ],
  exits: {
    no: 'a finding is as bad as --failure-threshold, or of a rule that --fail-on names; something could not be read',
  },
  async run(session) {
    const config = session.config.lint!;
    for (const remark of config.remarks) session.remark(remark);
    const showsReport = config.fix === undefined || (!config.fix.isDiff && !session.operands.includes('-'));
    const answer = showsReport ? await session.answer('lint', 'table') : undefined;
    const verbs = await session.verbs();
    const outcome = await verbs.lint(session.operands, config, session.signal);
    for (const { path, message } of outcome.diagnostics) session.remark(`${path ?? ''}: ${message}`);
    await answer?.write([outcome.report]);
    return isOpen(outcome, session) ? 0 : 2;
  },
} as const satisfies Command;

function isOpen({ isOpen: says }: LintOutcome, { config }: Session): boolean {
  return config.lint!.gate.neverFails || says;
}
