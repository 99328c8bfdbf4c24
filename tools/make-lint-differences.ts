/**
 * Writes docs/reference/lint-vs-hadolint.md: what is known to differ from hadolint, and figures of both over the Dockerfiles of the grammar and of
 * directories. Run: node tools/make-lint-differences.ts [DIRECTORY…]. It needs hadolint; without it the figures stay as they are.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Agreement, share, total } from '../test/differential/lint-agreement.ts';
import { type Difference, differences } from '../test/differential/lint-differences.ts';
import { type Measure, measure } from '../test/differential/lint-measure.ts';
import { hasHadolint } from '../test/differential/lint-verdicts.ts';
import { generateDockerfile } from '../test/kit/dockerfile-grammar/generate.ts';
import { root } from './lib/source-files.ts';

export const lintDifferencesPath = join(root, 'docs/reference/lint-vs-hadolint.md');

const FILES = 3000;
/** Between these lines stand the figures. */
const FIGURES = ['<!-- figures -->', '<!-- end of figures -->'] as const;

const HEAD = `# Where lint and hadolint differ

Made by \`node tools/make-lint-differences.ts DIRECTORY…\`; do not edit. hadolint is version 2.15.1. Both programs are told the same: labels with
their types, trusted registries, and the rules that are off by default (DL1001, DL3057). A verdict is a rule at the line where an instruction begins.

Four things hold for all rules:

- **Of what ShellCheck finds in one RUN, hadolint 2.15 lets only the last one through.** We say all of it. What we say beyond that one cannot be
  compared, and is counted as *more of ours*, not as a difference.
- **A heredoc has to be followed by an empty line**, else hadolint cannot read the file (DL1000). It also cannot read registries with a port and
  without a dot (\`localhost:5000/x\`), nor ADD with a heredoc. Files that it cannot read are left out.
- **What BuildKit refuses is DL1000 with us**, in files too that hadolint reads.
- **Shell text for PowerShell, cmd and others** is not judged by rules for sh.

## Known differences

The test \`test/differential/lint-vs-hadolint.test.ts\` compares both over the grammar in \`test/kit/dockerfile-grammar\`, and fails on every difference
that is not in this table.

| rules | who says it | who is right | why | for example |
|---|---|---|---|---|
`;

/** The page, with these figures. */
export function makeLintDifferences(figures: string): string {
  return `${HEAD}${differences.map(rowOf).join('')}\n## Figures\n\n${FIGURES[0]}\n${figures}\n${FIGURES[1]}\n`;
}

/** The figures that a page has. */
export function figuresOf(page: string): string {
  return page.split(`${FIGURES[0]}\n`)[1]?.split(`\n${FIGURES[1]}`)[0] ?? '';
}

function rowOf({ rules, says, right, why, example }: Difference): string {
  const names = rules
    .replace('DL*', 'all DL')
    .replace('SC*', 'all SC')
    .replaceAll(/ (?=DL|SC)/g, ', ');
  const whom = { ours: 'we', theirs: 'hadolint', taste: 'taste' };
  return `| ${names} | ${whom[says]} | ${whom[right]} | ${cell(why)} | ${cell(example)} |\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function figuresOfMeasures(measures: readonly (readonly [what: string, found: Measure])[]): string {
  const lines = [
    '| files | of them unreadable to hadolint | rules | both | only we | only hadolint | same | more of ours |',
    '|---|---|---|---|---|---|---|---|',
  ];
  for (const [what, { files, unreadable, agreements }] of measures) {
    const head = `${files} ${what} | ${unreadable}`;
    lines.push(
      lineOf(head, 'DL, without configuration', agreements, (rule) => /^DL/.test(rule) && !CONFIGURED.has(rule)),
    );
    lines.push(lineOf(head, 'DL, that need one', agreements, (rule) => CONFIGURED.has(rule)));
    lines.push(lineOf(head, 'SC', agreements, (rule) => rule.startsWith('SC')));
  }
  for (const [what, { agreements, explained, unexplained }] of measures) {
    lines.push(
      '',
      `### By rule: ${what}`,
      '',
      '| rule | both | only we | only hadolint | same |',
      '|---|---|---|---|---|',
    );
    for (const [rule, agreement] of agreements) {
      const { both, onlyOurs, onlyTheirs } = agreement;
      if (both + onlyOurs.length + onlyTheirs.length > 0)
        lines.push(`| ${rule} | ${both} | ${onlyOurs.length} | ${onlyTheirs.length} | ${percent(agreement)} |`);
    }
    const by = (right: Difference['right']) =>
      [...explained].reduce((sum, [one, count]) => sum + (one.right === right ? count : 0), 0);
    lines.push(
      '',
      `Of the differences we are right in ${by('ours')}, hadolint is in ${by('theirs')}, ${by('taste')} are a matter of taste, and ${unexplained.length} are not explained.`,
    );
  }
  return lines.join('\n');
}

/** Rules that say nothing unless a configuration asks. */
const CONFIGURED: ReadonlySet<string> = new Set(
  'DL1001 DL3026 DL3049 DL3050 DL3051 DL3052 DL3053 DL3054 DL3055 DL3056 DL3057 DL3058'.split(' '),
);

function lineOf(
  head: string,
  what: string,
  agreements: Measure['agreements'],
  isMeant: (rule: string) => boolean,
): string {
  const sum = total([...agreements].filter(([rule]) => isMeant(rule)).map(([, agreement]) => agreement));
  const { both, onlyOurs, onlyTheirs, unheard } = sum;
  return `| ${head} | ${what} | ${both} | ${onlyOurs.length} | ${onlyTheirs.length} | ${percent(sum)} | ${unheard} |`;
}

function percent(agreement: Agreement): string {
  return `${(Math.floor(share(agreement) * 10_000) / 100).toFixed(2)} %`;
}

function main(directories: readonly string[]): void {
  const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-lint-'));
  try {
    const made = join(scratch, 'made');
    mkdirSync(made);
    for (let index = 0; index < FILES; index++)
      writeFileSync(join(made, `${index}.Dockerfile`), generateDockerfile(1, index));
    const isDockerfile = (name: string) => /dockerfile/i.test(name);
    const measures = [
      ...directories.map(
        (directory) =>
          [
            'Dockerfiles of projects',
            measure(directory, scratch, readdirSync(directory).filter(isDockerfile)),
          ] as const,
      ),
      ['Dockerfiles of the grammar', measure(made, scratch, readdirSync(made))] as const,
    ];
    for (const [what, { unexplained }] of measures)
      for (const one of unexplained) console.error(`${what}: not explained: ${one}`);
    writeFileSync(lintDifferencesPath, makeLintDifferences(figuresOfMeasures(measures)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  if (hasHadolint) main(process.argv.slice(2));
  else
    writeFileSync(
      lintDifferencesPath,
      makeLintDifferences(existsSync(lintDifferencesPath) ? figuresOf(readFileSync(lintDifferencesPath, 'utf8')) : ''),
    );
}
