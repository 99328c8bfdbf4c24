import type { Command } from './parts/command.ts';
import { filterOptions, gateOptions, imageOptions, outputOptions } from './parts/option-groups.ts';
import { showReport } from './parts/show-report.ts';

/** The known vulnerabilities of an image, one by one. */
export const cves = {
  id: 'cves',
  summary: 'Every known vulnerability of an image, with its fix and how it got in',
  operands: [{ name: 'IMAGE' }],
  options: [...filterOptions, ...gateOptions, ...imageOptions, ...outputOptions],
  examples: [
    { line: 'plimsoll cves nginx:1.29', needs: 'registry', what: 'all of them' },
    {
      line: 'plimsoll cves --ignore-base --only-fixed image.tar',
      needs: 'archive',
      what: 'what you can mend yourself',
    },
    { line: 'plimsoll cves --format sarif -o out.sarif image.tar', needs: 'archive', what: 'for code scanning' },
  ],
  exits: { no: 'with --exit-code: flaws remain, or something could not be decided or read' },
  run: (session) => showReport(session, 'cves', 'table', (verbs, name) => verbs.scan(name, session.signal)),
} as const satisfies Command;
