import { countOption, type ListOption, type Section, switchOption } from './parts/option.ts';

const allowUnknown: ListOption<string> = {
  kind: 'list',
  placeholder: 'WHAT',
  takes:
    'what a report calls it: undecided or its reason, foreign, encrypted, unsupported, unreachable, partial, a code, a platform, all or none',
  summary: 'With --exit-code: these unknowns are no reason to answer no; alone, all of them',
  bare: 'all',
  parse: (text) => {
    const word = text.toLowerCase();
    return WORDS.get(word) ?? (/^[a-z0-9._/-]+$/.test(word) ? word : undefined);
  },
};

/** A truth value says it of everything. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '1': 'all',
    true: 'all',
    yes: 'all',
    on: 'all',
    '0': 'none',
    false: 'none',
    no: 'none',
    off: 'none',
  }),
);

/** When a command answers no. */
export const gate = {
  allowUnknown,
  exitCode: switchOption('Exit with 2 when flaws remain, or when something could not be decided or read', {
    short: 'e',
  }),
  maxKnowledgeAge: countOption('DAYS', 0, 'With --exit-code: knowledge that is older is a reason to answer no'),
} satisfies Section;
