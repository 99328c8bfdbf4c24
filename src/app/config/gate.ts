import { type Section, switchOption } from './parts/option.ts';

/** When a command answers no. */
export const gate = {
  allowUnknown: switchOption('With --exit-code: what could not be decided or read is no reason to answer no'),
  exitCode: switchOption('Exit with 2 when flaws remain, or when something could not be decided or read', {
    short: 'e',
  }),
} satisfies Section;
