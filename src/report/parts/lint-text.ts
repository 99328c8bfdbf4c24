import { type LintedFile, type LintFinding, type LintLevel, type LintReport, lintLevels } from '../../model/lint.ts';
import type { View } from '../../model/output-format.ts';
import type { Pen, Style } from './pen.ts';
import { excerptOf } from './source-excerpt.ts';
import { shorten, widthOf, wrap } from './text-width.ts';
import { count, listInWords, thousands } from './words.ts';

const STYLES: Readonly<Record<LintLevel, Style>> = { error: 'bad', warning: 'warn', info: 'low', style: 'quiet' };

/** Each finding with its line of the file, and how many there are. */
export function* lintText({ files }: LintReport, pen: Pen, view: View): Iterable<string> {
  for (const file of files) {
    for (const finding of file.findings) {
      yield* findingText(file, finding, pen, view);
      yield '\n';
    }
  }
  yield summaryOf(files, pen);
}

function* findingText({ dockerfile }: LintedFile, finding: LintFinding, pen: Pen, { unicode }: View): Iterable<string> {
  const { start, span, fix } = finding;
  yield* headText(finding, pen);
  const gutter = String(start.line).padStart(4);
  const bar = unicode ? '│' : '|';
  const excerpt = excerptOf(dockerfile, start.line, span, pen.width - gutter.length - 3, pen);
  yield `${pen.paint('quiet', `${gutter} ${bar}`)} ${excerpt.text}`.trimEnd();
  yield '\n';
  const caret = ' '.repeat(excerpt.before) + pen.paint(STYLES[finding.level], '^'.repeat(excerpt.marked));
  yield `${pen.paint('quiet', `${' '.repeat(gutter.length)} ${bar}`)} ${caret}\n`;
  if (fix === undefined) return;
  const how =
    fix.safety === 'safe'
      ? 'safe; plimsoll lint --fix'
      : 'may change what is built; plimsoll lint --fix --unsafe-fixes';
  for (const line of wrap(`fix: ${pen.safe(fix.summary)} (${how})`, pen.width - 5))
    yield `     ${pen.paint('good', line)}\n`;
}

/** Place, level, rule, message, and at the right what others call the rule; the message goes below when it is too long. */
function* headText({ path, start, level, rule, message, aliases }: LintFinding, pen: Pen): Iterable<string> {
  const where = shorten(`${pen.safe(path)}:${start.line}:${start.column}`, Math.floor(pen.width / 2), pen.signs.cut);
  const left = `${where}  ${level}  ${rule}`;
  const text = pen.safe(message);
  const painted = `${pen.paint('strong', where)}  ${pen.paint(STYLES[level], level)}  ${rule}`;
  const isBeside = widthOf(left) + 2 + widthOf(text) <= pen.width;
  const width = widthOf(left) + (isBeside ? 2 + widthOf(text) : 0);
  const names = namesThatFit(aliases, pen.width - width - 2);
  const padding = names === '' ? '' : ' '.repeat(pen.width - width - names.length) + pen.paint('quiet', names);
  yield `${painted}${isBeside ? `  ${text}` : ''}${padding}\n`;
  if (!isBeside) for (const line of wrap(text, pen.width - 5)) yield `     ${line}\n`;
}

function namesThatFit(aliases: readonly string[], room: number): string {
  for (let most = aliases.length; most > 0; most--) {
    const names = aliases.slice(0, most).join(' ');
    if (names.length <= room) return names;
  }
  return '';
}

/** In one line when it fits. */
function summaryOf(files: readonly LintedFile[], pen: Pen): string {
  const findings = files.flatMap((file) => file.findings);
  const suppressed = files.reduce((sum, file) => sum + file.suppressed.length, 0);
  const safe = findings.filter(({ fix }) => fix?.safety === 'safe').length;
  const where = count(files.length, 'file');
  const levels = lintLevels.flatMap((level) => {
    const number = findings.filter((finding) => finding.level === level).length;
    return number === 0 ? [] : [[level, levelInWords(number, level)] as const];
  });
  const parts = [
    findings.length === 0
      ? `${pen.signs.good} nothing found in ${where}`
      : `${count(findings.length, 'finding')} in ${where}: ${listInWords(levels.map(([, words]) => words))}`,
    ...(safe === 0 ? [] : [`${thousands(safe)} can be fixed safely: plimsoll lint --fix`]),
    ...(suppressed === 0 ? [] : [`${thousands(suppressed)} taken back by comments or the configuration`]),
  ];
  const whole = parts.join('; ');
  const text = `${widthOf(whole) <= pen.width ? whole : parts.join('\n')}\n`;
  if (findings.length === 0) return text.replace(pen.signs.good, (sign) => pen.paint('good', sign));
  return levels.reduce((painted, [level, words]) => painted.replace(words, pen.paint(STYLES[level], words)), text);
}

function levelInWords(number: number, level: LintLevel): string {
  return level === 'error' || level === 'warning' ? count(number, level) : `${thousands(number)} ${level}`;
}
