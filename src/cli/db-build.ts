import { PlimsollError } from '../model/error.ts';
import type { Command } from './parts/command.ts';

/** Makes knowledge of what the upstreams publish. */
export const dbBuild = {
  id: 'db-build',
  summary: 'Make knowledge of advisory data in directories; the next scan uses it',
  details: [
    'Files are known by their content and name as the upstreams publish them: OSV all.zip or records, the Debian tracker, the secdb of Alpine ' +
      'and Wolfi, KEV, EPSS, endoflife.date. A feed that no directory holds is taken from the snapshot that came along.',
  ],
  operands: [],
  options: ['from', 'cacheDir', 'quiet', 'trace'],
  examples: [{ line: 'plimsoll db build --from advisories', needs: 'advisories', what: 'a mirror of the upstreams' }],
  async run(session) {
    const { from } = session.config;
    if (from.length === 0) {
      throw new PlimsollError('cli/missing-value', 'db build needs --from DIR', {
        help: ['DIR holds advisory data as the upstreams publish it; --from may be repeated'],
      });
    }
    const verbs = await session.verbs();
    const info = await verbs.buildKnowledge(
      from,
      ({ message, path }) => session.remark(path === undefined ? message : `${path}: ${message}`),
      ({ documents, records, path }) =>
        session.progress(
          path === undefined ? `writing ${records} records` : `reading document ${documents + 1}, ${records} records`,
        ),
      session.signal,
    );
    const records = info.feeds.reduce((sum, feed) => sum + feed.records, 0);
    await session.print(`${info.digest}\n${records} records of ${info.feeds.length} feeds, as of ${info.asOf}\n`);
    return 0;
  },
} as const satisfies Command;
