import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { open } from 'lmdb';
import { type Digest, hexOf } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { KnowledgeInfo } from '../../model/knowledge.ts';
import type { FiledAdvisory, KnowledgeEntry } from '../../ports/knowledge-lookup.ts';
import { breathe } from '../../util/breathe.ts';
import { packFiled } from './filed-rows.ts';
import { currentKnowledge, openKnowledge, schemaVersion } from './knowledge-store.ts';

/** What a store is filled with. */
export interface KnowledgeContent {
  /** Sorted by section and id. */
  entries(): Iterable<KnowledgeEntry>;
  /** Asked for after the last entry. */
  info(): KnowledgeInfo;
}

/** Rows per transaction: their pages are held in memory until it ends. */
const BATCH = 20_000;
/** LMDB's longest key (`MDB_MAXKEYSIZE` as lmdb is built), with room for the section. */
const KEY_BYTES = 1900;

/**
 * Writes a store `<directory>/<hex of its digest>.mdb`: built aside, synced, opened once to see that it answers, then renamed, so that a reader
 * finds a whole file or none. Gives its path. A store of the same content that is there already is replaced by its equal.
 */
export async function writeKnowledge(
  directory: string,
  content: KnowledgeContent,
  signal?: AbortSignal,
): Promise<string> {
  const aside = join(directory, `.building-${process.pid}-${randomBytes(6).toString('hex')}.mdb`);
  try {
    mkdirSync(directory, { recursive: true });
    const info = await fill(aside, content, signal);
    syncFile(aside);
    const check = await openKnowledge(aside);
    const digest: Digest = check.info.digest;
    await check.close();
    if (digest !== info.digest) throw new Error('the store does not tell its own digest');
    const path = join(directory, `${hexOf(digest)}.mdb`);
    renameSync(aside, path);
    syncFile(directory);
    return path;
  } catch (cause) {
    throw cause instanceof PlimsollError || signal?.aborted
      ? cause
      : new PlimsollError('knowledge/store-unwritable', `cannot write a knowledge store in ${directory}`, {
          cause,
          help: ['check that the directory can be written and has room (about 200 MB)'],
        });
  } finally {
    for (const leftover of [aside, `${aside}-lock`]) if (existsSync(leftover)) rmSync(leftover);
  }
}

/**
 * Makes the store the one that `<directory>/current` names; replaced in one step. Stores older than the one before are deleted:
 * who has one open keeps it, and who read the pointer a moment ago still finds its file.
 */
export function makeCurrent(path: string): void {
  const pointer = join(dirname(path), 'current');
  const kept = [path, currentKnowledge(dirname(path))];
  const aside = `${pointer}-${process.pid}-${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, `${basename(path)}\n`);
  syncFile(aside);
  renameSync(aside, pointer);
  syncFile(dirname(path));
  for (const name of readdirSync(dirname(path))) {
    const store = join(dirname(path), name.replace(/-lock$/, ''));
    if (/^[0-9a-f]{64}\.mdb(?:-lock)?$/.test(name) && !kept.includes(store))
      rmSync(join(dirname(path), name), { force: true });
  }
}

async function fill(path: string, content: KnowledgeContent, signal: AbortSignal | undefined): Promise<KnowledgeInfo> {
  const database = open<string, string>({
    path,
    noSubdir: true,
    encoding: 'string',
    noSync: true,
    overlappingSync: false,
  });
  try {
    const entries = content.entries()[Symbol.iterator]();
    const batch = (): boolean => {
      for (let count = 0; count < BATCH; count++) {
        const { value, done } = entries.next();
        if (done === true) return false;
        const key = `${value.section} ${value.id}`;
        if (Buffer.byteLength(key) <= KEY_BYTES) database.putSync(key, keptOf(value), { append: true });
      }
      return true;
    };
    while (database.transactionSync(batch)) await breathe(signal);
    const info = content.info();
    database.transactionSync(() => database.putSync('about', JSON.stringify({ schemaVersion, info })));
    return info;
  } finally {
    await database.close();
  }
}

function keptOf({ section, json }: KnowledgeEntry): string {
  return section === 'filed' ? packFiled(JSON.parse(json) as FiledAdvisory[]) : json;
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
