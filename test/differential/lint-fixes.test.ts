import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/formats/dockerfile/apply-edits.ts';
import { parseDockerfile } from '../../src/formats/dockerfile/parse-dockerfile.ts';
import { openShellParser } from '../../src/io/shell/tree-sitter-shell.ts';
import { lintRules } from '../../src/judgment/lint/index.ts';
import { blocksOf } from '../../src/judgment/lint/multi-stage/blocks.ts';
import { toMultiStage } from '../../src/judgment/lint/multi-stage/to-multi-stage.ts';
import { contextsOf } from '../../src/judgment/lint/parts/contexts.ts';
import { chooseFixes } from '../../src/judgment/lint/parts/fixes.ts';
import { prove } from '../../src/judgment/lint/parts/prove.ts';
import { chooseRules, defaultLintSettings } from '../../src/judgment/lint/parts/settings.ts';
import type { Dockerfile } from '../../src/model/dockerfile.ts';
import type { LintFinding } from '../../src/model/lint.ts';
import { lintDockerfile, mendDockerfile } from '../../src/scan/lint.ts';
import { generateDockerfile } from '../kit/dockerfile-grammar/generate.ts';

const parseShell = await openShellParser();
const settings = { ...defaultLintSettings, enabled: ['sorted-arguments'] };
const safeRules = lintRules.filter(({ fix }) => fix?.safety === 'safe');
const job = {
  rules: chooseRules(safeRules, settings),
  heedsPragmas: true,
  settings,
  now: new Date('2026-01-01'),
  parseShell,
};

const parse = (source: string) => parseDockerfile(Buffer.from(source, 'latin1'), 'Dockerfile');
const isSafe = ({ fix }: LintFinding) => fix?.safety === 'safe' && fix.edits.length > 0;
const mend = (source: string) => mendDockerfile(parse(source), job, isSafe).linted;
/** Comments but those inside of what is started: an instruction that has no effect takes them with it. */
const comments = ({ comments, instructions }: Dockerfile) => {
  const started = instructions.filter(({ keyword }) => /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword));
  return comments
    .filter(({ span }) => !started.some((one) => one.span.start < span.start && span.end <= one.span.end))
    .map(({ text }) => text);
};

/** Fixes that were tried alone, and those that could not be proved. */
interface Count {
  tried: number;
  readonly refused: string[];
}

/** What does not hold of a file. */
function brokenIn(source: string, count: Count): string[] {
  const broken: string[] = [];
  const file = parse(source);
  const { blocks, rest } = blocksOf(file);
  const lineBreak = /\r?\n/y;
  let printed = '';
  for (const { above, text } of blocks) {
    printed += above + text;
    lineBreak.lastIndex = printed.length;
    printed += lineBreak.exec(source)?.[0] ?? '';
  }
  if (printed + rest !== source) broken.push('what is printed is not what was read');

  const findings = lintDockerfile(file, job).findings.filter(isSafe);
  /** By rule: its fixes here are refused, which is no harm. */
  const refused = new Set<string>();
  for (const finding of findings) {
    const alone = parse(applyEdits(source, chooseFixes([finding], () => true).edits));
    const { isProved, unexpected } = prove(file, alone, [finding.rule]);
    count.tried += 1;
    if (isProved) continue;
    refused.add(finding.rule);
    const place = source.slice(finding.span.start, finding.span.end + 60);
    count.refused.push(`${finding.rule}: ${unexpected.map(({ kind }) => kind)} at ${place}`);
  }

  const { edits } = chooseFixes(findings, () => true);
  const kept = file.lineStarts
    .map((start, index) => ({ start, end: file.lineStarts[index + 1] ?? source.length }))
    .filter(
      ({ start, end }) => !edits.some(({ span }) => (span.start < end || end === source.length) && span.end >= start),
    )
    .map(({ start, end }) => source.slice(start, end));
  const after = parse(applyEdits(source, edits));
  const lines = after.lineStarts.map((start, index) => after.source.slice(start, after.lineStarts[index + 1]));
  let at = 0;
  for (const line of lines) if (line === kept[at]) at += 1;
  if (at < kept.length) broken.push(`a line that no fix names is another: ${kept[at]}`);

  const mended = mend(source);
  const { source: once } = mended.dockerfile;
  if (mend(once).dockerfile.source !== once) broken.push('a second run changes more');
  for (const { rule } of mended.findings.filter(isSafe)) if (!refused.has(rule)) broken.push(`${rule} is still there`);
  if (`${comments(mended.dockerfile)}` !== `${comments(file)}`) broken.push('comments are others');

  const context = contextsOf(file, { settings, parseShell, now: job.now })(job.rules[0]!);
  const made = toMultiStage(file, context.shell);
  if ('text' in made && parse(made.text).problems.length > file.problems.length) broken.push('stages with errors');
  return broken;
}

/** Nearly every fix is proved: the rest is text that nobody writes, such as an address in quotes that are cut by a blank. */
function expectProved({ tried, refused }: Count): void {
  expect(tried).toBeGreaterThan(100);
  expect(refused.length / tried, refused.join('\n')).toBeLessThan(0.01);
}

const GENERATED = 600;

it(`fixes of ${GENERATED} generated files`, () => {
  const count: Count = { tried: 0, refused: [] };
  const broken = Array.from({ length: GENERATED }, (_, index) => index).flatMap((index) =>
    brokenIn(Buffer.from(generateDockerfile(11, index)).latin1Slice(), count).map((why) => `#${index}: ${why}`),
  );
  expect(broken).toEqual([]);
  expectProved(count);
});

/** Dockerfiles of the modules that Go keeps. */
function realFiles(): string[] {
  const { stdout, status } = spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' });
  const folder = stdout?.trim() ?? '';
  if (status !== 0 || !existsSync(folder)) return [];
  return globSync('**/{Dockerfile,*.Dockerfile,Dockerfile.*}', { cwd: folder })
    .filter((path) => !/\.(?:go|md|json)$/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .slice(0, 400);
}

const real = realFiles();
describe.skipIf(real.length === 0)(
  `real files${real.length === 0 ? ' (skipped: no Dockerfiles in the cache of Go)' : ''}`,
  () => {
    it(`fixes of ${real.length} files`, () => {
      const count: Count = { tried: 0, refused: [] };
      const broken = real.flatMap((path) =>
        brokenIn(readFileSync(path).latin1Slice(), count).map((why) => `${path}: ${why}`),
      );
      expect(broken).toEqual([]);
      expectProved(count);
    });
  },
);
