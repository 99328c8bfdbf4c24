import type { LintedFile, LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import { xmlText } from './parts/xml-text.ts';

/** The XML of JUnit: a suite for each file, a failed case for each finding, and one that passed where nothing was found. */
export const junit = {
  id: 'junit',
  mediaType: 'application/xml',
  extension: 'xml',
  accepts: ['lint'],
  *render({ files }) {
    const failures = files.reduce((sum, { findings }) => sum + findings.length, 0);
    const tests = files.reduce((sum, { findings }) => sum + Math.max(1, findings.length), 0);
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield `<testsuites name="plimsoll lint" tests="${tests}" failures="${failures}">\n`;
    for (const file of files) yield* suiteOf(file);
    yield '</testsuites>\n';
  },
} as const satisfies OutputFormat<LintReport>;

function* suiteOf({ path, findings }: LintedFile): Iterable<string> {
  const file = xmlText(path);
  yield `  <testsuite name="${file}" tests="${Math.max(1, findings.length)}" failures="${findings.length}">\n`;
  if (findings.length === 0) yield `    <testcase name="lint" classname="${file}"/>\n`;
  for (const { rule, start, level, message, why } of findings) {
    yield `    <testcase name="${xmlText(rule)} ${start.line}:${start.column}" classname="${file}">\n`;
    yield `      <failure type="${level}" message="${xmlText(message)}">${file}:${start.line}:${start.column} ${xmlText(why)}</failure>\n`;
    yield '    </testcase>\n';
  }
  yield '  </testsuite>\n';
}
