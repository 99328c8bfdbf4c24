import type { Command } from './parts/command.ts';
import { filterOptions, gateOptions, imageOptions, outputOptions } from './parts/option-groups.ts';
import { showReport } from './parts/show-report.ts';

/** The report of an image in a few lines. */
export const quickview = {
  id: 'quickview',
  summary: 'An image in a few lines: how many flaws, how bad, from where',
  operands: [{ name: 'IMAGE' }],
  options: [...filterOptions, ...gateOptions, ...imageOptions, ...outputOptions],
  examples: [{ line: 'plimsoll quickview nginx:1.29', needs: 'registry', what: 'an image of a registry' }],
  exits: { no: 'with --exit-code: flaws remain, or something could not be decided or read' },
  run: (session) => showReport(session, 'quickview', 'table', (verbs, name) => verbs.scan(name, session.signal)),
} as const satisfies Command;
