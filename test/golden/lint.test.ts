import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { LintReport } from '../../src/model/lint.ts';
import type { OutputFormat, View } from '../../src/model/output-format.ts';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { codeclimate } from '../../src/report/codeclimate.ts';
import { githubAnnotations } from '../../src/report/github-annotations.ts';
import { gitlabCodeclimate } from '../../src/report/gitlab-codeclimate.ts';
import { gnu } from '../../src/report/gnu.ts';
import { json } from '../../src/report/json.ts';
import { junit } from '../../src/report/junit.ts';
import { widthOf } from '../../src/report/parts/text-width.ts';
import { sarif } from '../../src/report/sarif.ts';
import { sonarqube } from '../../src/report/sonarqube.ts';
import { table } from '../../src/report/table.ts';
import { lintClean, lintHostile, lintReport } from './lint.fixture.ts';

const narrow: View = { width: 80, paint: false, unicode: true, links: false };
const wide: View = { ...narrow, width: 200 };
const ascii: View = { ...narrow, unicode: false };
const painted: View = { ...narrow, paint: true };

type Format = Pick<OutputFormat<LintReport>, 'render'>;

const machine: readonly (readonly [name: string, format: Format])[] = [
  ['lint.json', json],
  ['lint.sarif.json', sarif],
  ['lint.checkstyle.xml', checkstyle],
  ['lint.codeclimate.json', codeclimate],
  ['lint.gitlab.json', gitlabCodeclimate],
  ['lint.gnu.txt', gnu],
  ['lint.github.txt', githubAnnotations],
  ['lint.junit.xml', junit],
  ['lint.sonarqube.json', sonarqube],
];

const cases: readonly (readonly [name: string, format: Format, report: LintReport, view: View])[] = [
  ['lint.80.txt', table, lintReport, narrow],
  ['lint.200.txt', table, lintReport, wide],
  ['lint.80.ascii.txt', table, lintReport, ascii],
  ['lint.80.painted.txt', table, lintReport, painted],
  ['lint-clean.80.txt', table, lintClean, narrow],
  ...machine.map(([name, format]) => [name, format, lintReport, narrow] as const),
];

const render = (format: Format, report: LintReport, view = narrow) => [...format.render(report, view)].join('');

it.each(cases)('%s', (name, format, report, view) => {
  const path = join(import.meta.dirname, name);
  const text = render(format, report, view);
  if (process.env['UPDATE'] === '1' || !existsSync(path)) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
});

it.each([
  [80, narrow],
  [200, wide],
  [80, ascii],
])('fits %i columns', (width, view) => {
  for (const report of [lintReport, lintHostile])
    for (const line of render(table, report, view).split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width);
});

describe('carets stand under what they mean', () => {
  it.each([narrow, wide, ascii])('in $width columns', (view) => {
    const lines = render(table, lintReport, view).split('\n');
    const marked = lines.flatMap((line, at) => {
      const caret = /^ +[│|] ( *)(\^+)$/.exec(line);
      if (caret === null) return [];
      const [, blanks = '', carets = ''] = caret;
      const text = [...lines[at - 1]!.slice(lines[at - 1]!.search(/[│|]/) + 2)];
      let column = 0;
      let found = '';
      for (const character of text) {
        if (column >= blanks.length && column < blanks.length + carets.length) found += character;
        column += widthOf(character);
      }
      return [found];
    });
    const odd = view.unicode ? '日本' : '\\u65e5\\u672c';
    expect(marked).toEqual(['apt-get install', '\\', odd, 'sudo', 'sudo', 'sudo']);
  });
});

it('shows no secret of the line', () => {
  expect(render(table, lintReport, wide)).not.toContain('0123456789abcdef');
});

describe('a hostile path and line', () => {
  it.each([['table', table] as const, ...machine])('%s', (name, format) => {
    const text = render(format as Format, lintHostile);
    expect(text).not.toMatch(/[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u202e\ud800-\udfff]/);
    if (name.endsWith('.xml')) {
      const parser = new SaxesParser();
      parser.on('error', (error) => {
        throw error;
      });
      parser.write(text).close();
    }
    if (name.endsWith('.txt')) expect(text.split('\n').filter(Boolean)).toHaveLength(1);
    if (name.endsWith('.json') && name !== 'lint.codeclimate.json') JSON.parse(text);
  });
});
