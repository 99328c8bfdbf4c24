import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hexOf } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { KnowledgeInfo } from '../../model/knowledge.ts';
import type { FiledAdvisory, KnowledgeEntry } from '../../ports/knowledge-lookup.ts';
import { breathe } from '../../util/breathe.ts';
import { asideName, sweepAside } from '../cache/aside.ts';
import { packFiled } from './filed-rows.ts';
import { currentKnowledge, emptyKnowledge, openKnowledge, STORE_NAME, schemaVersion } from './knowledge-store.ts';
import { RowFileWriter } from './row-file-writer.ts';
import { encodeKey } from './row-key.ts';

/** What a store is filled with. */
export interface KnowledgeContent {
  /** Sorted by section and id. */
  entries(): Iterable<KnowledgeEntry>;
  /** Asked for after the last entry. */
  info(): KnowledgeInfo;
}

/** Rows, or blocks of them when they are read again, between two looks at the signal: some 10 ms. */
const ROWS_AT_ONCE = 1000;
const BLOCKS_AT_ONCE = 500;
/** The longest key that a row can have. */
const KEY_BYTES = 0xffff;
/** A store that is neither current nor the one before stays as long: somebody may have made it a moment ago, and not yet the current one. */
const GRACE_MS = 60_000;

/**
 * Writes a store `<directory>/<hex of its digest>.rows`: built aside, synced, read again whole, then renamed, so that a reader finds a whole
 * file or none. Gives its path. A store of the same content that is there already is replaced by its equal. What a killed build left is removed.
 */
export async function writeKnowledge(
  directory: string,
  content: KnowledgeContent,
  signal?: AbortSignal,
): Promise<string> {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    throw unwritable(directory, cause);
  }
  sweepAside(directory);
  const aside = join(directory, asideName());
  try {
    const info = await fill(aside, content, signal);
    await check(aside, info, signal);
    const path = join(directory, `${hexOf(info.digest)}.rows`);
    renameSync(aside, path);
    syncDirectory(directory);
    return path;
  } catch (cause) {
    throw cause instanceof PlimsollError || signal?.aborted ? cause : unwritable(directory, cause);
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Makes the store the one that `<directory>/current` names; replaced in one step. Stores older than the one before are deleted:
 * who has one open keeps it, and who read the pointer a moment ago still finds its file. `knowledge/store-unwritable`.
 */
export function makeCurrent(path: string): void {
  const directory = dirname(path);
  const kept = [path, currentKnowledge(directory)];
  const aside = join(directory, asideName());
  try {
    writeFileSync(aside, `${basename(path)}\n`, { flush: true });
    renameSync(aside, join(directory, 'current'));
    syncDirectory(directory);
  } catch (cause) {
    rmSync(aside, { force: true });
    throw unwritable(directory, cause);
  }
  for (const name of readdirSync(directory)) {
    const store = join(directory, name);
    if (STORE_NAME.test(name) && !kept.includes(store) && isOld(store)) rmSync(store, { force: true });
  }
}

function isOld(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && Math.abs(Date.now() - status.mtimeMs) > GRACE_MS;
}

async function fill(path: string, content: KnowledgeContent, signal: AbortSignal | undefined): Promise<KnowledgeInfo> {
  const writer = new RowFileWriter(path);
  try {
    let filed = 0;
    for (const entry of content.entries()) {
      const key = encodeKey(`${entry.section} ${entry.id}`);
      if (key.length > KEY_BYTES) continue;
      writer.add(key, keptOf(entry));
      if (entry.section === 'filed') filed++;
      if (writer.rows % ROWS_AT_ONCE === 0) await breathe(signal);
    }
    if (filed === 0) throw emptyKnowledge(dirname(path));
    const info = content.info();
    writer.finish(JSON.stringify({ schemaVersion, info, filed }));
    return info;
  } finally {
    writer.close();
  }
}

/** Reads it as it will be read, all of it: a disk that lies, or memory that does, is found now and not by a scan. */
async function check(path: string, { digest }: KnowledgeInfo, signal: AbortSignal | undefined): Promise<void> {
  const store = await openKnowledge(path);
  try {
    if (store.info.digest !== digest) throw new Error('the store does not tell its own digest');
    let blocks = 0;
    for (const _ of store.verify()) if (++blocks % BLOCKS_AT_ONCE === 0) await breathe(signal);
  } finally {
    await store.close();
  }
}

function keptOf({ section, json }: KnowledgeEntry): string {
  return section === 'filed' ? packFiled(JSON.parse(json) as FiledAdvisory[]) : json;
}

/** A rename lasts when its directory is on the disk. */
function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function unwritable(directory: string, cause: unknown): PlimsollError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new PlimsollError('knowledge/store-unwritable', `cannot write a knowledge store in ${directory}${code}`, {
    cause,
    help: ['check that the directory can be written and has room (about 200 MB)'],
  });
}
