/**
 * What `npm test` runs: types, biome, the build, then every test. The last line is `N passed, N failed`; exit code 1 when anything failed.
 * With CI=true a test that was skipped for want of a program has failed. `UPDATE=1` rewrites golden files.
 * Arguments go to vitest: `npm test -- src/knowledge`; then the build and the checks are left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { sharedDirectory } from '../test/kit/shared.ts';
import { root } from './lib/source-files.ts';
import { forbiddenSkips, type Tally, tallyOf, type VitestReport } from './lib/test-report.ts';

const chosen = process.argv.slice(2);
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
};

/** A check that passes or fails as a whole. */
const checks: readonly (readonly [name: string, command: string, ...options: string[]])[] = [
  ['types', 'tsc', '--noEmit'],
  ['biome', 'biome', 'ci', '--colors=off', '.'],
  ['build', 'node', 'tools/build.ts', '--if-changed'],
];

function run(command: string, ...options: string[]): boolean {
  const { status, error } = spawnSync(command, options, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined) console.log(`${command}: ${error.message}`);
  return status === 0;
}

function runVitest(): Tally {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  const file = join(directory, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const isPassed = run('node', 'node_modules/vitest/vitest.mjs', 'run', ...reporters, ...chosen);
    const tally = tallyOf(JSON.parse(readFileSync(file, 'utf8')) as VitestReport);
    // An error outside of any test, such as an unhandled rejection, stands in no result.
    return isPassed || tally.failed > 0
      ? tally
      : { ...tally, failed: 1, failures: ['vitest ended with an error that belongs to no test'] };
  } catch {
    return { passed: 0, failed: 1, skipped: [], failures: ['vitest did not come to its end'] };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const started = performance.now();
const results = (chosen.length > 0 ? [] : checks).map(([name, command, ...options]) => {
  const isPassed = run(command, ...options);
  console.log(`${isPassed ? 'passed' : 'FAILED'}  ${name}`);
  return { name, isPassed };
});
const tests = runVitest();
const forbidden = env['CI'] === 'true' ? forbiddenSkips(tests.skipped, sharedDirectory() !== undefined) : [];
const failures = [
  ...results.filter(({ isPassed }) => !isPassed).map(({ name }) => name),
  ...tests.failures,
  ...forbidden.map((name) => `skipped, which CI does not allow: ${name}`),
];
for (const name of tests.skipped) if (!forbidden.includes(name)) console.log(`skipped  ${name}`);
for (const name of failures) console.log(`FAILED  ${name}`);
console.log(`in ${Math.round((performance.now() - started) / 1000)} s, ${tests.skipped.length} skipped`);
console.log(`${results.filter(({ isPassed }) => isPassed).length + tests.passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
