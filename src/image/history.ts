import type { HistoryEntry } from '../model/image-config.ts';
import type { Instruction } from '../model/layer.ts';

/**
 * The instruction of each layer, by position (OCI image-spec, config.md#properties, `history`).
 * All undefined when the entries that made layers are not as many as the layers: then nothing can be told.
 */
export function instructionsOf(history: readonly HistoryEntry[], layers: number): readonly (Instruction | undefined)[] {
  const making = history.filter((entry) => !entry.emptyLayer);
  if (making.length !== layers) return Array.from({ length: layers }, () => undefined);
  return making.map((entry) => ({ createdBy: plainInstruction(entry.createdBy), certainty: 'history' as const }));
}

/**
 * How many bottom layers came with the base image, by the history alone: those up to the last CMD or ENTRYPOINT that later
 * layers follow, because an image is finished with its CMD and what is stacked on it came after. Undefined when there is no such place.
 */
export function baseLayersOf(history: readonly HistoryEntry[], layers: number): number | undefined {
  if (history.filter((entry) => !entry.emptyLayer).length !== layers) return undefined;
  let seen = 0;
  let base: number | undefined;
  for (const entry of history) {
    if (!entry.emptyLayer) seen++;
    else if (/^(?:CMD|ENTRYPOINT)\b/.test(plainInstruction(entry.createdBy)) && seen > 0 && seen < layers) base = seen;
  }
  return base;
}

/** The instruction as the Dockerfile wrote it: without the builder's shell, marks and, because they may be secret, build arguments. */
export function plainInstruction(createdBy: string): string {
  let text = withoutBuildkitMark(createdBy.slice(0, 65_536)).trim();
  const shell = '/bin/sh -c ';
  let isRun = false;
  if (text.startsWith('RUN ')) {
    text = text.slice(4).trimStart();
    isRun = true;
  }
  const args = /^\|\d+ /.exec(text);
  if (args !== null) {
    const at = text.indexOf(shell);
    text = at < 0 ? '' : text.slice(at);
    isRun = true;
  }
  if (text.startsWith(shell)) {
    text = text.slice(shell.length).trimStart();
    if (text.startsWith('#(nop)')) return text.slice(6).trim();
    isRun = true;
  }
  return isRun ? `RUN ${text}`.trim() : text;
}

/** Without the `# buildkit` at the end. A regular expression would try every blank of a long run of them as the first. */
function withoutBuildkitMark(text: string): string {
  const marked = text.trimEnd();
  if (!marked.endsWith('buildkit')) return text;
  const before = marked.slice(0, -'buildkit'.length).trimEnd();
  return /\s#$/.test(before.slice(-2)) ? before.slice(0, -1) : text;
}
