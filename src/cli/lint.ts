import type { Plimsoll } from '../app/plimsoll.ts';
import type { Command } from './parts/command.ts';
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
    'resolve',
    'trustedRegistry',
    'requireLabel',
    'strictLabels',
    'disableIgnorePragma',
    'limit',
    'cacheDir',
    'caFile',
    'mirror',
    'plainHttp',
    'tokenServer',
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
    { line: 'plimsoll lint -', needs: 'dockerfile', what: 'one that comes by standard input' },
  ],
  exits: {
    no: 'a finding is as bad as --failure-threshold, or of a rule that --fail-on names; something could not be read',
  },
  async run(session) {
    const config = session.config.lint!;
    const { fix } = config;
    for (const remark of config.remarks) session.remark(remark);
    // With --diff, and with --fix of standard input, what is printed is for another program.
    const isFilter = fix !== undefined && (fix.isDiff || session.operands.includes('-'));
    const answer = isFilter ? undefined : await session.answer('lint', 'table');
    const verbs = await session.verbs();
    const { report, mended, unproved, diagnostics, isOpen } = await verbs.lint(
      session.operands,
      config,
      session.signal,
    );
    for (const { path = '', message } of diagnostics)
      session.remark(message.startsWith(path) ? message : `${path}: ${message}`);
    if (fix?.isDiff) for (const { diff } of mended) await session.print(diff);
    else if (isFilter) await session.print(textOf(report, mended));
    if (!fix?.isDiff) for (const { path, fixed } of mended) session.remark(`${path}: fixed ${fixedInWords(fixed)}`);
    for (const { path, rule, start } of unproved)
      session.remark(
        `${path}:${start.line}: the fix of ${rule} is left out: it cannot be proved to change nothing else`,
      );
    await answer?.write([report]);
    return isOpen || config.gate.neverFails ? 0 : 2;
  },
} as const satisfies Command;

type Outcome = Awaited<ReturnType<Plimsoll['lint']>>;

/** Standard input as it is after its fixes. */
function textOf({ files }: Outcome['report'], mended: Outcome['mended']): string {
  const own = mended.find(({ path }) => path === '-')?.text;
  const source = files.find(({ path }) => path === '-')?.dockerfile.source ?? '';
  return Buffer.from(own ?? Buffer.from(source, 'latin1')).toString('utf8');
}

/** `3: DL3015 …`: how many, and the rules. */
function fixedInWords(fixed: Outcome['mended'][number]['fixed']): string {
  if (fixed.length === 0) return 'nothing but its stages';
  const rules = [...new Set(fixed.map(({ rule }) => rule))].sort();
  return `${fixed.length} ${fixed.length === 1 ? 'finding' : 'findings'} (${rules.join(', ')})`;
}
