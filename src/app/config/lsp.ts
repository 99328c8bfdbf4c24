import { type Section, switchOption } from './parts/option.ts';

/** How an editor speaks to the language server. */
export const lsp = {
  stdio: switchOption('Speak over standard input and output: it always does, and some editors say so'),
} satisfies Section;
