import type { Layer } from '../../model/layer.ts';
import { formatPlatform } from '../../model/platform.ts';
import type { Report, SubjectReport } from '../../model/report.ts';

export interface Gate {
  readonly isOpen: boolean;
  /** Why not, in words. */
  readonly reasons: readonly string[];
  /** Names of the unknowns among the reasons: what `--allow-unknown` would have to name. */
  readonly unknowns: readonly string[];
}

/**
 * Whether nothing in the report speaks against the image. What was not read or could not be decided does, unless `allowed` names it: by
 * what it is (`undecided`, `foreign`, `partial` …), by its reason or code, by the platform it concerns, or by `all`. So does knowledge older than allowed.
 */
export function gateOf(report: Report, allowed: readonly string[], maxKnowledgeDays?: number): Gate {
  const { subjects } = report;
  const flaws = subjects.reduce((sum, { vulnerabilities }) => sum + vulnerabilities.filter(isOpen).length, 0);
  const reasons = flaws === 0 ? [] : [flaws === 1 ? '1 vulnerability' : `${flaws} vulnerabilities`];
  const age = maxKnowledgeDays === undefined ? 0 : knowledgeDays(report);
  if (maxKnowledgeDays !== undefined && age > maxKnowledgeDays) {
    reasons.push(age === Infinity ? 'no knowledge' : `knowledge that is ${Math.floor(age)} days old`);
  }
  const found = new Map<string, Set<string>>();
  for (const subject of subjects) {
    const platform = subjects.length > 1 ? ` of ${platformsOf(subject)[0] ?? 'one subject'}` : '';
    for (const { name, what } of unknownsOf(subject, new Set(allowed))) {
      found.set(name, (found.get(name) ?? new Set()).add(what + platform));
    }
  }
  for (const whats of found.values()) reasons.push(...whats);
  return { isOpen: reasons.length === 0, reasons, unknowns: [...found.keys()].sort() };
}

interface Unknown {
  readonly name: string;
  readonly what: string;
}

function* unknownsOf(subject: SubjectReport, allowed: ReadonlySet<string>): Iterable<Unknown> {
  const { inventory, undecided } = subject;
  if (allowed.has('all') || platformsOf(subject).some((platform) => allowed.has(platform))) return;
  if (!allowed.has('undecided')) {
    const open = undecided.filter(({ why }) => !allowed.has(why));
    if (open.length > 0) yield { name: 'undecided', what: `${open.length} undecided` };
  }
  let isExplained = false;
  const fine = new Set<number>();
  for (const layer of inventory.layers) {
    const name = unreadOf(layer);
    if (name === undefined) continue;
    isExplained = true;
    if (allowed.has(name)) fine.add(layer.index);
    else if (layer.state.kind === 'absent') yield { name, what: `layer ${layer.index} that was not read (${name})` };
  }
  const trouble = [...inventory.diagnostics, ...subject.diagnostics].filter(({ severity }) => severity !== 'info');
  for (const { code, layer } of trouble) {
    isExplained = true;
    if (!allowed.has(code) && (layer === undefined || !fine.has(layer))) yield { name: code, what: code };
  }
  if (!inventory.complete && !isExplained && !allowed.has('incomplete')) {
    yield { name: 'incomplete', what: 'a part that was not read' };
  }
}

/** How old the newest of what is known is; what is dated in the future is new. */
function knowledgeDays({ knowledge, at }: Report): number {
  if (knowledge === null) return Infinity;
  return Math.max(0, (Date.parse(at) - Date.parse(knowledge.asOf)) / 86_400_000);
}

function isOpen({ suppressed }: { readonly suppressed?: unknown }): boolean {
  return !suppressed;
}

/** What `--allow-unknown` calls a layer that was not read whole. */
function unreadOf({ state }: Layer): string | undefined {
  if (state.kind === 'read') return undefined;
  return state.kind === 'absent' ? state.why : 'partial';
}

function platformsOf({ inventory }: SubjectReport): string[] {
  const { source } = inventory;
  return source.kind === 'image' ? [formatPlatform(source.platform), source.platform.os] : [];
}
