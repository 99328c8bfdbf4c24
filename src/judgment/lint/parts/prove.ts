import type { Dockerfile } from '../../../model/dockerfile.ts';
import { graphOf, type Step } from './build-graph.ts';
import { type Difference, differencesOf } from './build-graph-differences.ts';
import { allowances } from './prove-allowances.ts';
import { type CommandAllowance, isAllowedChange } from './prove-commands.ts';

export interface Proof {
  readonly isProved: boolean;
  /** What none of the rules may change. */
  readonly unexpected: readonly Difference[];
  /** Rules of which nobody said what they may change: nothing that they do is proved. */
  readonly unknownRules: readonly string[];
}

/**
 * Proves that a file after the fixes of some rules builds what it built before, but for what those rules name. It compares what both files make a
 * builder do (`graphOf`), and looks up each difference in what the rules may do (`allowances`). It knows nothing of the edits, and reads shell text by
 * a reader of its own: a wrong edit, and a rule that misread a command, both end as a difference that nobody announced.
 */
export function prove(before: Dockerfile, after: Dockerfile, ruleIds: readonly string[]): Proof {
  const unknownRules = ruleIds.filter((id) => !Object.hasOwn(allowances, id));
  const allowed = ruleIds.flatMap((id) => (Object.hasOwn(allowances, id) ? [allowances[id]!] : []));
  const commands = allowed.flatMap((one) => one.commands ?? []);
  const differences = differencesOf(graphOf(before), graphOf(after));
  const unexpected = differences.filter((one) => {
    if (allowed.some(({ isAllowed }) => isAllowed?.(one) === true)) return false;
    if (one.kind === 'command-changed') return !isAllowedChange(one.before, one.after, commands);
    // The exec form is one command.
    if (one.kind === 'layer-changed') return !isExecChange(one.before, one.after, commands);
    return true;
  });
  const all = [...new Set([...unexpected, ...lostAuthors(differences)])];
  return { isProved: all.length === 0 && unknownRules.length === 0, unexpected: all, unknownRules };
}

function isExecChange(before: Step, after: Step, commands: readonly CommandAllowance[]): boolean {
  if (before.script !== undefined || after.script !== undefined || before.heredocs.length > 0) return false;
  if (JSON.stringify({ ...before, words: [] }) !== JSON.stringify({ ...after, words: [] })) return false;
  const [was, is] = [before, after].map(({ words }) => ({ join: '', depth: 0, words }));
  return isAllowedChange(was!, is!, commands);
}

/** Every MAINTAINER that goes has its label, with the same text in the same stage, and no label comes without one. */
function lostAuthors(differences: readonly Difference[]): readonly Difference[] {
  const lost = new Map<string, Difference[]>();
  const unasked: Difference[] = [];
  for (const one of differences)
    if (one.kind === 'maintainer-removed') {
      const key = `${one.stage} ${authorOf(one.before.words.join(' '))}`;
      lost.set(key, [...(lost.get(key) ?? []), one]);
    }
  for (const one of differences)
    if (one.kind === 'label-added' && lost.get(`${one.stage} ${one.after.pairs[0]?.[1]}`)?.pop() === undefined)
      unasked.push(one);
  return [...[...lost.values()].flat(), ...unasked];
}

/** Quotes around all of it are no part of a name. */
function authorOf(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}
