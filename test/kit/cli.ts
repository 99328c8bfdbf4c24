import { join } from 'node:path';
import type { ReportJson } from '../../src/model/report-json.ts';
import { runCli } from './run-cli.ts';

/** Builds knowledge of what the shared directory has into a cache directory, as a user would. */
export async function buildSharedKnowledge(shared: string, cacheDirectory: string): Promise<void> {
  const from = ['advisories', 'eol'].flatMap((name) => ['--from', join(shared, name)]);
  const { code, stderr } = await runCli(['db', 'build', ...from], { env: { PLIMSOLL_CACHE_DIR: cacheDirectory } });
  if (code !== 0) throw new Error(`db build ended with ${code}: ${stderr}`);
}

/** The report of `scan --format json` for an image as the command line names it. */
export async function scanJson(image: string, env: Readonly<Record<string, string>>): Promise<ReportJson> {
  const { code, stdout, stderr } = await runCli(['scan', '--format', 'json', image], { env });
  if (code !== 0) throw new Error(`scan ${image} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as ReportJson;
}
