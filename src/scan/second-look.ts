import type { OwnershipQuestion } from '../image/fold.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { PlimsollError } from '../model/error.ts';
import type { Reader, ReaderKey } from '../model/reader.ts';
import type { ExtractedFile, LayerDigests } from '../ports/layer-reader.ts';
import { mapLimited } from '../util/map-limited.ts';
import type { Facts, LayerFacts } from './layer-facts.ts';
import type { ReadLayersPorts } from './read-layers.ts';
import { assembledFiles, companionAssemblies, linkAssemblies, type Place, placesByLayer } from './revisit.ts';
import type { Subject, SubjectLayer } from './subject.ts';
import { isOutOfReach } from './unreachable-layer.ts';

export interface Revisit {
  readonly facts: Facts;
  readonly diagnostics: readonly Diagnostic[];
  isUnchanged(path: string, layer: number): boolean;
}

/** Streams each layer that holds wanted files once more, for exactly these. Undefined when nothing is wanted. */
export async function lookAgain(
  subject: Subject,
  layers: LayerFacts,
  questions: readonly OwnershipQuestion[],
  readers: readonly Reader<unknown>[],
  ports: ReadLayersPorts,
  signal: AbortSignal,
): Promise<Revisit | undefined> {
  const factsOf = (key: ReaderKey) => layers.facts.get(key) ?? [];
  const links = linkAssemblies(layers.wants, layers.states, factsOf);
  const assemblies = [...links.assemblies, ...companionAssemblies(readers, layers.tables, layers.states, factsOf)];
  if (assemblies.length === 0 && questions.length === 0 && links.diagnostics.length === 0) return undefined;

  const places = placesByLayer(assemblies);
  const asked = new Map<number, OwnershipQuestion[]>();
  for (const question of questions) asked.set(question.layer, [...(asked.get(question.layer) ?? []), question]);
  const wanted = [...new Set([...places.keys(), ...asked.keys()])].sort((a, b) => a - b);
  const files = new Map<string, ExtractedFile>();
  const same = new Set<string>();
  await mapLimited(wanted, Math.max(1, ports.layers.parallel), async (index) => {
    const layer = subject.layers[index]!;
    const digests = (asked.get(index) ?? []).map(({ entryPath, algorithm }) => [entryPath, algorithm] as const);
    const extraction = {
      files: [...(places.get(index) ?? [])].sort().map((path) => [path, REVISIT_FILE_BYTES] as const),
      digests,
    };
    const result = await ports.layers.extract(layer.open, extraction, signal).catch((cause: unknown) => {
      // Nothing is taken out of it then; what was wanted is missing below.
      if (isOutOfReach(cause)) return undefined;
      throw cause;
    });
    if (result === undefined) return;
    checkSame(layer, result);
    for (const file of result.files) files.set(`${index} ${file.path}`, file);
    const hexes = new Map(result.digests);
    for (const { path, entryPath, hex } of asked.get(index) ?? []) {
      if (hexes.get(entryPath) === hex) same.add(`${index} ${path}`);
    }
  });

  const put = assembledFiles(assemblies, ({ layer, path }: Place) => files.get(`${layer} ${path}`));
  const answer = await ports.layers.assemble(put.files, signal);
  const facts = new Map(layers.facts);
  for (const { file, fact } of answer.facts) {
    const { reader, layer, path, from } = put.made[file]!;
    facts.set(reader, [...(facts.get(reader) ?? []), { layer, path, fact, ...(from !== undefined && { from }) }]);
  }
  const missing = put.missing.map(
    ({ layer, path }): Diagnostic => ({
      code: 'image/link-target-missing',
      severity: 'warning',
      message: 'the bytes that a link names were not found: not scanned',
      layer,
      path,
    }),
  );
  return {
    facts,
    diagnostics: [...links.diagnostics, ...missing, ...answer.diagnostics.map(({ diagnostic }) => diagnostic)],
    isUnchanged: (path, layer) => same.has(`${layer} ${path}`),
  };
}

/** Larger files are not put together from several places. */
const REVISIT_FILE_BYTES = 512 << 20;

/** The second look must see what the first one saw: a registry could answer twice differently. */
function checkSame(layer: SubjectLayer, { blob, diffId }: LayerDigests): void {
  const named = layer.descriptor?.digest;
  if (named === undefined ? diffId !== layer.claimedDiffId : blob !== named) {
    throw new PlimsollError(
      'image/diff-id-mismatch',
      `layer ${layer.index} had other bytes when it was read a second time`,
    );
  }
}
