import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlimsollError } from '../../model/error.ts';
import { currentKnowledge, type KnowledgeStore, openKnowledge, STORE_NAME } from './knowledge-store.ts';

/** Knowledge that was opened, and why it is not the one that should have been. */
export interface OpenedKnowledge {
  readonly knowledge: KnowledgeStore;
  readonly path: string;
  /** Set when the current store was refused and an earlier one stands in for it. */
  readonly refused?: PlimsollError;
}

/**
 * Opens the current store of a directory; when that is refused, the newest of the others that opens. Undefined when the directory names none.
 * Throws what the current one was refused for when no other opens: `knowledge/corrupt`, `knowledge/other-schema`, `knowledge/empty`.
 */
export async function openLastGood(directory: string): Promise<OpenedKnowledge | undefined> {
  const current = currentKnowledge(directory);
  if (current === undefined) return undefined;
  try {
    return { knowledge: await openKnowledge(current), path: current };
  } catch (cause) {
    if (!(cause instanceof PlimsollError)) throw cause;
    // Deleted between two looks by who made two newer ones: those are there now.
    if (cause.code === 'knowledge/missing') return openLastGood(directory);
    for (const path of othersIn(directory, current)) {
      const knowledge = await openKnowledge(path).catch(() => undefined);
      if (knowledge !== undefined) return { knowledge, path, refused: cause };
    }
    throw cause;
  }
}

/** The other stores, newest first. */
function othersIn(directory: string, current: string): string[] {
  return readdirSync(directory)
    .filter((name) => STORE_NAME.test(name))
    .map((name) => join(directory, name))
    .filter((path) => path !== current)
    .map((path) => ({ path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time)
    .map(({ path }) => path);
}
