import { hash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { catalogers } from '../contents/catalogers/index.ts';
import { osRelease } from '../contents/distro.ts';
import { limits, setLimits } from '../formats/bytes/limits.ts';
import { CacheDirectory } from '../io/cache/cache-directory.ts';
import { resolveImageName } from '../io/image-name.ts';
import { openImageSource } from '../io/open-source.ts';
import type { KnowledgeStore } from '../io/store/knowledge-store.ts';
import type { OpenedKnowledge } from '../io/store/last-good.ts';
import type { Diagnostic, Note } from '../model/diagnostic.ts';
import { PlimsollError } from '../model/error.ts';
import type { Inventory } from '../model/inventory.ts';
import type { KnowledgeInfo } from '../model/knowledge.ts';
import type { Explanation, KnowledgeSearch, KnowledgeStatus, Report, SubjectReport } from '../model/report.ts';
import type { LayerReaders } from '../ports/layer-reader.ts';
import type { Progress } from '../ports/progress.ts';
import type { Trace } from '../ports/trace.ts';
import { type CatalogPorts, type Contents, catalog, catalogTree, unreadInventory } from '../scan/catalog.ts';
import { judge } from '../scan/judge.ts';
import { resolve, unread } from '../scan/resolve.ts';
import type { Subject, UnreadSubject } from '../scan/subject.ts';
import { breathe } from '../util/breathe.ts';
import type { BuildProgress } from './build-knowledge.ts';
import type { LintConfig } from './config/parts/lint-config.ts';
import { layerReaders } from './layer-readers.ts';
import { lazyPool } from './lazy-pool.ts';
import type { LintOutcome } from './lint/lint.ts';
import type { Settings } from './settings.ts';

/** The verbs of the program, composed with their ports. Everything heavy is loaded when a verb first needs it. */
export class Plimsoll {
  readonly #settings: Settings;
  readonly #progress: Progress;
  readonly #trace: Trace;
  readonly #layers: LayerReaders;
  /** Resolved when reading layers leaves a core free. */
  readonly #spareCore = Promise.withResolvers<void>();

  constructor(settings: Settings, progress: Progress, trace: Trace) {
    setLimits(settings.limits);
    this.#settings = settings;
    this.#progress = progress;
    this.#trace = trace;
    this.#layers = lazyPool(settings.workers, settings.isolate, trace);
  }

  /** Inventories of what a name means: one for each platform that was chosen. `scan/timeout` when it takes longer than `limits.scanMs`. */
  inventories(image: string, signal: AbortSignal): Promise<Inventory[]> {
    return withDeadline(signal, (either) => this.#inventories(image, either));
  }

  async #inventories(image: string, signal: AbortSignal): Promise<Inventory[]> {
    const { scheme, name } = await resolveImageName(image);
    if (scheme === 'sbom') {
      const { inventoriesOfSbom } = await import('./read-sbom.ts');
      return inventoriesOfSbom(name, this.#settings.open.stdin, signal);
    }
    const notes: Diagnostic[] = [];
    const directory = join(this.#settings.cacheDirectory, cacheScopeOf(this.#settings.limits));
    const cache = new CacheDirectory(directory, (diagnostic) => notes.push(diagnostic));
    const ports: CatalogPorts = {
      store: cache,
      inventories: cache.inventories,
      layers: this.#layers,
      progress: this.#progress,
      trace: this.#trace,
      spareCore: this.#spareCore.resolve,
    };
    if (scheme === 'rootfs' || scheme === 'fs') return [await catalogTree(name, CONTENTS, ports, signal)];
    const source = await openImageSource(image, this.#settings.open);
    try {
      const inventories: Inventory[] = [];
      const subjects = await resolve(source, this.#settings.platform, signal);
      for (const subject of subjects) {
        const inventory = await catalogOne(subject, subjects.length > 1, ports, signal);
        inventories.push({ ...inventory, diagnostics: [...inventory.diagnostics, ...notes.splice(0)] });
      }
      return inventories;
    } finally {
      await source.close();
    }
  }

  /** The whole report. Throws `knowledge/missing` when there is no knowledge at all. */
  async scan(image: string, signal: AbortSignal): Promise<Report> {
    const { inventories, knowledge, refused } = await this.#both(image, signal);
    const older = refused === undefined ? [] : [olderKnowledge(refused)];
    const subjects = inventories.map((inventory) => judge(inventory, knowledge));
    return this.#report(
      subjects.map((subject) => ({ ...subject, diagnostics: [...subject.diagnostics, ...older] })),
      knowledge,
    );
  }

  /** What is in it, without any knowledge of flaws. */
  async sbom(image: string, signal: AbortSignal): Promise<Report> {
    const inventories = await this.inventories(image, signal);
    return this.#report(
      inventories.map((inventory) => judge(inventory, undefined)),
      undefined,
    );
  }

  async explain(image: string, id: string, signal: AbortSignal): Promise<Explanation[]> {
    const { inventories, knowledge } = await this.#both(image, signal);
    const { explain } = await import('../knowledge/match/explain.ts');
    return inventories.map((inventory) => explain(inventory, id, knowledge));
  }

  /** The knowledge in use: what was built or imported, else what came along. `refused` says why the newest is not. */
  async knowledge(): Promise<OpenedKnowledge & { readonly shipped: boolean }> {
    const { openLastGood } = await import('../io/store/last-good.ts');
    const own = await openLastGood(join(this.#settings.cacheDirectory, 'knowledge'));
    if (own !== undefined) return { ...own, shipped: false };
    const path = shippedStore(this.#settings.shippedKnowledge);
    if (path === undefined) {
      throw new PlimsollError('knowledge/missing', 'there is no knowledge of vulnerabilities', {
        help: [
          'build some: plimsoll db build --from DIR',
          'or build the program again: the shipped snapshot is part of it',
        ],
      });
    }
    const { openKnowledge } = await import('../io/store/knowledge-store.ts');
    return { knowledge: await openKnowledge(path), path, shipped: true };
  }

  /** What is known about the knowledge in use; with `verify` all of it is read, and `knowledge/corrupt` thrown when a byte is wrong. */
  async knowledgeStatus(verify: boolean, signal: AbortSignal): Promise<KnowledgeStatus> {
    const { knowledge, path, shipped } = await this.knowledge();
    if (verify) {
      for (const _ of knowledge.verify()) {
        await breathe(signal);
      }
    }
    const { size: sizeBytes } = statSync(path);
    return { kind: 'knowledge-status', path, sizeBytes, shipped, info: knowledge.info, at: this.#at() };
  }

  /** What the knowledge says of a flaw by any of its ids, or else of a package by its name. */
  async searchKnowledge(query: string): Promise<KnowledgeSearch> {
    const [{ knowledge }, { searchKnowledge }] = await Promise.all([this.knowledge(), import('./search-knowledge.ts')]);
    return searchKnowledge(query, knowledge, this.#at());
  }

  /** Makes knowledge of what lies in directories and uses it from now on. Codes: those of `buildKnowledge`. */
  async buildKnowledge(
    directories: readonly string[],
    note: Note,
    progress: (state: BuildProgress) => void,
    signal: AbortSignal,
  ): Promise<KnowledgeInfo> {
    const { buildKnowledge } = await import('./build-knowledge.ts');
    const { snapshotFile, cacheDirectory, now } = this.#settings;
    const snapshot = existsSync(snapshotFile) ? { snapshotFile } : {};
    return buildKnowledge({ directories, ...snapshot, outDir: cacheDirectory, now, note, progress, signal });
  }

  /** Looks at Dockerfiles: see `lint` of `app/lint`. */
  async lint(operands: readonly string[], config: LintConfig, signal: AbortSignal): Promise<LintOutcome> {
    const { lint } = await import('./lint/lint.ts');
    const { now, toolVersion, open } = this.#settings;
    // Without knowledge nothing is said about the age of base images.
    const lifecycles = () =>
      this.knowledge().then(
        ({ knowledge }) =>
          (product: string) =>
            knowledge.lifecycles(product),
        () => undefined,
      );
    return lint(operands, config, { now, toolVersion, stdin: open.stdin, open, lifecycles }, signal);
  }

  close(): Promise<void> {
    return this.#layers.close();
  }

  /** Inventories, and the knowledge, which is opened when reading layers leaves a core free: opening it earlier would delay the workers. */
  async #both(image: string, signal: AbortSignal): Promise<{ inventories: Inventory[] } & OpenedKnowledge> {
    const inventories = this.inventories(image, signal);
    await Promise.race([inventories, this.#spareCore.promise]);
    const [done, knowledge] = await Promise.all([inventories, this.knowledge()]);
    return { inventories: done, ...knowledge };
  }

  #report(subjects: SubjectReport[], knowledge: KnowledgeStore | undefined): Report {
    return {
      kind: 'report',
      schemaVersion: 1,
      tool: { name: 'plimsoll', version: this.#settings.toolVersion },
      knowledge: knowledge?.info ?? null,
      at: this.#at(),
      subjects,
    };
  }

  #at(): string {
    return this.#settings.now.toISOString();
  }
}

/** One of several images that cannot be read does not keep the others from being reported. */
async function catalogOne(
  subject: Subject | UnreadSubject,
  hasOthers: boolean,
  ports: CatalogPorts,
  signal: AbortSignal,
): Promise<Inventory> {
  if ('unread' in subject) return unreadInventory(subject);
  try {
    return await catalog(subject, CONTENTS, ports, signal);
  } catch (cause) {
    if (!hasOthers || !(cause instanceof PlimsollError) || !cause.code.startsWith('image/')) throw cause;
    return unreadInventory({ source: subject.source, unread: unread(cause) });
  }
}

/** The newest knowledge cannot be used, and an older one stands in for it. */
function olderKnowledge(refused: PlimsollError): Diagnostic {
  const message = `${refused.message}: older knowledge is used in its place`;
  return { code: 'knowledge/older-used', severity: 'warning', message };
}

/** Ends what takes longer than the limit. */
async function withDeadline<T>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new PlimsollError('scan/timeout', `the scan took longer than ${limits.scanMs / 1000} s`, {
    help: ['allow it more time: --limit scan-ms=30m'],
  });
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(late), limits.scanMs);
  try {
    return await run(AbortSignal.any([signal, deadline.signal]));
  } finally {
    clearTimeout(timer);
  }
}

/** Facts that were found under other limits are kept apart: what was too large then need not be now. Times do not change facts. */
function cacheScopeOf(others: Settings['limits']): string {
  const { fileMs: _, scanMs: __, memoryBytes: ___, ...rest } = others;
  const changed = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return changed.length === 0 ? '' : `limits-${hash('sha256', JSON.stringify(changed)).slice(0, 16)}`;
}

const CONTENTS: Contents = { readers: layerReaders, catalogers, osRelease };

function shippedStore(directory: string): string | undefined {
  if (!existsSync(directory)) return undefined;
  const store = readdirSync(directory).find((name) => /^[0-9a-f]{64}\.rows$/.test(name));
  return store && join(directory, store);
}
