import type { Command } from './parts/command.ts';
import { filterOptions, gateOptions, imageOptions, outputOptions } from './parts/option-groups.ts';
import { showReport } from './parts/show-report.ts';

/** The whole report of an image. */
export const scan = {
  id: 'scan',
  summary: 'The whole report: what is in an image, what is wrong with it, and where that came from',
  operands: [{ name: 'IMAGE' }],
  options: [...filterOptions, ...gateOptions, ...imageOptions, ...outputOptions],
  examples: [
    { line: 'plimsoll scan nginx:1.29', needs: 'registry', what: 'an image of a registry' },
    { line: 'plimsoll scan oci-dir:examples/image', needs: 'example', what: 'the example that comes along' },
    {
      line: 'plimsoll scan --exit-code --only-severity critical,high --only-fixed image.tar',
      needs: 'archive',
      what: 'a gate for CI',
    },
    {
      line: 'plimsoll scan --format table --format sarif=plimsoll.sarif image.tar',
      needs: 'archive',
      what: 'for people and for machines in one run',
    },
  ],
  exits: { no: 'with --exit-code: flaws remain, or something could not be decided or read' },
  run: (session) => showReport(session, 'scan', 'table', (verbs, name) => verbs.scan(name, session.signal)),
} as const satisfies Command;
