import { parseDockerfile } from '../../src/formats/dockerfile/parse-dockerfile.ts';
import { contextsOf } from '../../src/judgment/lint/parts/contexts.ts';
import { runRules } from '../../src/judgment/lint/parts/run-rules.ts';
import type { LintedFile, LintLevel, LintReport, LintRule } from '../../src/model/lint.ts';

/** A rule that breaks at each place of a text. */
function ruleOf(id: string, level: LintLevel, title: string, text: string, more: Partial<LintRule> = {}): LintRule {
  const needle = Buffer.from(text).toString('latin1');
  return {
    id,
    level,
    title,
    why: `So that ${id} is seen.`,
    aliases: [],
    *check({ source }) {
      for (let at = source.indexOf(needle); at >= 0; at = source.indexOf(needle, at + 1))
        yield { span: { start: at, end: at + needle.length } };
    },
    ...more,
  };
}

const rules: readonly LintRule[] = [
  ruleOf('apt-recommends', 'info', 'Packages that nothing needs are installed too', 'apt-get install', {
    aliases: ['DL3015', 'DS-0029'],
    fix: {
      safety: 'safe',
      summary: 'add --no-install-recommends',
      edits: ({ span }) => [{ span: { start: span.end, end: span.end }, text: ' --no-install-recommends' }],
    },
  }),
  ruleOf('no-sudo', 'error', 'sudo has no place in a build', 'sudo', { aliases: ['DL3004'] }),
  ruleOf('odd-letters', 'warning', 'A name holds letters that not every tool can read, and those that cannot will say so only when the image runs', '日本', {
    fix: { safety: 'suggested', summary: 'write it é', edits: ({ span }) => [{ span, text: '\xc3\xa9' }] },
  }),
  ruleOf('two-lines', 'style', 'Two lines & <more>', '\\\n    curl'),
];

const TEXT = `FROM debian:12
# a line with a tab, and one that is too long for any screen
RUN\tapt-get install -y \\
    curl
LABEL name="日本" more="é"
RUN sudo ls
RUN echo ${'a long way '.repeat(12)}&& sudo ls && echo ${'a long way '.repeat(12)}
# hadolint ignore=DL3004
RUN sudo true
ENV TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz sudo=1
`;

function linted(path: string, text: string): LintedFile {
  const file = parseDockerfile(Buffer.from(text), path);
  const settings = { trustedRegistries: [], labelSchema: {}, strictLabels: false };
  const chosen = rules.map((rule) => ({ rule, options: undefined, level: rule.level }));
  return runRules(file, { rules: chosen, heedsPragmas: true, context: contextsOf(file, { settings, now: new Date(0) }) });
}

function reportOf(...files: readonly LintedFile[]): LintReport {
  return { kind: 'lint', schemaVersion: 1, tool: { name: 'plimsoll', version: '0.0.0' }, at: '2026-01-01T00:00:00.000Z', files };
}

export const lintReport = reportOf(linted('app/Dockerfile', TEXT), linted('other/Dockerfile', 'FROM scratch\n'));
export const lintClean = reportOf(linted('Dockerfile', 'FROM scratch\n'));

/** A path and a line that would like to be something else. */
export const lintHostile = reportOf(
  linted('a\u001b[31m\n::error::\u0000<b>]]>"\'&\u202e\ud800,:%0A', 'FROM a\nRUN sudo \u001b]0;x\u0007 \u202e <script>\n'),
);
