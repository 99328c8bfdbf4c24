import type { BuildGraph, StageNode, Step } from './build-graph.ts';
import type { ScriptCommand } from './build-graph-script.ts';

/** What a step is about. */
export type Subject =
  | 'arg'
  | 'command-line'
  | 'env'
  | 'expose'
  | 'file-in'
  | 'healthcheck'
  | 'label'
  | 'layer'
  | 'maintainer'
  | 'shell'
  | 'start'
  | 'stopsignal'
  | 'unknown'
  | 'user'
  | 'volume'
  | 'workdir';

interface InStage {
  /** -1 before the first FROM. */
  readonly stage: number;
}

/** One way in which two builds differ. */
export type Difference = InStage &
  (
    | { readonly kind: 'problem-added'; readonly code: string }
    | { readonly kind: 'syntax-changed' | 'stages-changed' }
    | {
        readonly kind: 'base-changed' | 'platform-changed' | 'name-changed';
        readonly before?: string;
        readonly after?: string;
        /** Name of the stage that is the base now. */
        readonly stageName?: string;
      }
    | { readonly kind: `${Subject}-added`; readonly after: Step }
    | { readonly kind: `${Subject}-removed`; readonly before: Step }
    | { readonly kind: `${Subject}-changed`; readonly before: Step; readonly after: Step }
    /** Several layers are one now. */
    | { readonly kind: 'layer-joined'; readonly before: readonly Step[]; readonly after: Step }
    | { readonly kind: 'command-removed'; readonly step: Step; readonly before: ScriptCommand }
    /** `at` counts the commands of `step`, which is the step as it is now. */
    | { readonly kind: 'command-added'; readonly step: Step; readonly at: number; readonly after: ScriptCommand }
    | {
        readonly kind: 'command-changed';
        readonly step: Step;
        readonly at: number;
        readonly before: ScriptCommand;
        readonly after: ScriptCommand;
      }
  );

const SUBJECTS: Readonly<Record<Step['keyword'], Subject>> = {
  add: 'file-in',
  arg: 'arg',
  cmd: 'start',
  copy: 'file-in',
  entrypoint: 'start',
  env: 'env',
  expose: 'expose',
  from: 'unknown',
  healthcheck: 'healthcheck',
  label: 'label',
  maintainer: 'maintainer',
  onbuild: 'unknown',
  run: 'layer',
  shell: 'shell',
  stopsignal: 'stopsignal',
  unknown: 'unknown',
  user: 'user',
  volume: 'volume',
  workdir: 'workdir',
};

/** In what two builds differ, in the order of the file; nothing when they are the same. */
export function differencesOf(before: BuildGraph, after: BuildGraph): readonly Difference[] {
  const found: Difference[] = [...newProblems(before.problems, after.problems)];
  if (before.syntax !== after.syntax) found.push({ kind: 'syntax-changed', stage: -1 });
  found.push(...stepDifferences(before.args, after.args, -1));
  if (before.stages.length !== after.stages.length) return [...found, { kind: 'stages-changed', stage: -1 }];
  for (const [index, node] of before.stages.entries()) {
    const now = after.stages[index]!;
    found.push(...headDifferences(node, now, after), ...stepDifferences(node.steps, now.steps, index));
  }
  return found;
}

function newProblems(before: readonly string[], after: readonly string[]): Difference[] {
  const counts = new Map<string, number>();
  for (const code of before) counts.set(code, (counts.get(code) ?? 0) + 1);
  return after.flatMap((code) => {
    const left = counts.get(code) ?? 0;
    counts.set(code, left - 1);
    return left > 0 ? [] : [{ kind: 'problem-added' as const, stage: -1, code }];
  });
}

function* headDifferences(before: StageNode, after: StageNode, graph: BuildGraph): Iterable<Difference> {
  const rows = [
    ['base-changed', before.base, after.base],
    ['platform-changed', before.platform, after.platform],
    ['name-changed', before.name, after.name],
  ] as const;
  for (const [kind, was, is] of rows) {
    if (was === is) continue;
    const parent = kind === 'base-changed' ? /^stage (\d+)$/.exec(is!)?.[1] : undefined;
    const stageName = parent === undefined ? undefined : graph.stages[Number(parent)]?.name;
    yield {
      kind,
      stage: after.index,
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
      ...(stageName !== undefined && { stageName }),
    };
  }
}

function* stepDifferences(before: readonly Step[], after: readonly Step[], stage: number): Iterable<Difference> {
  for (const { left, right } of gapsOf(before, after)) {
    const joined = joinedOf(left, right);
    if (joined !== undefined) yield { kind: 'layer-joined', stage, ...joined };
    else for (const pair of pairsOf(left, right, subjectOf)) yield* changeOf(pair, stage);
  }
}

type Pair<T> = { readonly before?: T; readonly after?: T };

function* changeOf({ before, after }: Pair<Step>, stage: number): Iterable<Difference> {
  if (before === undefined) yield { kind: `${SUBJECTS[after!.keyword]}-added`, stage, after: after! };
  else if (after === undefined) yield { kind: `${SUBJECTS[before.keyword]}-removed`, stage, before };
  else if (before.script === undefined || after.script === undefined || !isSameBut('script', before, after))
    yield { kind: `${SUBJECTS[after.keyword]}-changed`, stage, before, after };
  else yield* commandDifferences(before.script, after, stage);
}

function* commandDifferences(before: readonly ScriptCommand[], step: Step, stage: number): Iterable<Difference> {
  for (const gap of gapsOf(before, step.script!)) {
    let at = gap.rightAt;
    for (const pair of pairsOf(gap.left, gap.right, placeOf)) {
      if (pair.after === undefined) yield { kind: 'command-removed', stage, step, before: pair.before! };
      else if (pair.before === undefined) yield { kind: 'command-added', stage, step, at: at++, after: pair.after };
      else yield { kind: 'command-changed', stage, step, at: at++, before: pair.before, after: pair.after };
    }
  }
}

/** Whether layers became one whose commands are theirs, joined by `&&`. */
function joinedOf(
  before: readonly Step[],
  after: readonly Step[],
): { readonly before: readonly Step[]; readonly after: Step } | undefined {
  const [joined] = after;
  if (before.length < 2 || after.length !== 1 || joined?.script === undefined) return undefined;
  const commands: ScriptCommand[] = [];
  for (const step of before) {
    if (step.keyword !== 'run' || step.script === undefined || !isSameBut('script', step, joined)) return undefined;
    const [first, ...rest] = step.script;
    commands.push({ ...first!, join: commands.length === 0 ? first!.join : `&&${first!.join}` }, ...rest);
  }
  return keyOf(commands) === keyOf(joined.script) ? { before, after: joined } : undefined;
}

function isSameBut(left: keyof Step, before: Step, after: Step): boolean {
  return keyOf({ ...before, [left]: undefined }) === keyOf({ ...after, [left]: undefined });
}

function subjectOf({ keyword, isTrigger }: Step): string {
  return `${SUBJECTS[keyword]} ${isTrigger}`;
}

function placeOf({ join, depth }: ScriptCommand): string {
  return `${join} ${depth}`;
}

function keyOf(value: unknown): string {
  return JSON.stringify(value);
}

interface Gap<T> {
  readonly left: readonly T[];
  readonly right: readonly T[];
  /** Where `right` begins. */
  readonly rightAt: number;
}

/** The larger the table of the comparison, the longer it takes: above this all between the first and the last difference counts as changed. */
const LARGEST_TABLE = 250_000;

/** The runs in which two lists differ. */
function gapsOf<T>(before: readonly T[], after: readonly T[]): readonly Gap<T>[] {
  const [a, b] = [before.map(keyOf), after.map(keyOf)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const gaps: Gap<T>[] = [];
  const add = (i: number, toI: number, j: number, toJ: number) => {
    if (toI > i || toJ > j) gaps.push({ left: before.slice(i, toI), right: after.slice(j, toJ), rightAt: j });
  };
  const common =
    endA === endB ? samePlaces(a, b, [start, endA], start) : commonPlaces(a, b, [start, endA], [start, endB]);
  let [i, j] = [start, start];
  for (const [x, y] of common) {
    add(i, x, j, y);
    [i, j] = [x + 1, y + 1];
  }
  add(i, endA, j, endB);
  return gaps;
}

type Range = readonly [from: number, to: number];
type Places = readonly (readonly [number, number])[];

function samePlaces(a: readonly string[], b: readonly string[], [from, to]: Range, fromB: number): Places {
  const places: [number, number][] = [];
  for (let at = from; at < to; at++) if (a[at] === b[at - from + fromB]) places.push([at, at - from + fromB]);
  return places;
}

/** The longest common subsequence; where it would take too long, what is the same at the same place. */
function commonPlaces(a: readonly string[], b: readonly string[], [fromA, toA]: Range, [fromB, toB]: Range): Places {
  const [height, width] = [toA - fromA, toB - fromB];
  if (height === width && (height === 1 || height * width > LARGEST_TABLE))
    return samePlaces(a, b, [fromA, toA], fromB);
  if (height === 0 || width === 0 || height * width > LARGEST_TABLE) return [];
  const lengths = new Uint32Array((height + 1) * (width + 1));
  const at = (i: number, j: number) => lengths[i * (width + 1) + j]!;
  for (let i = height - 1; i >= 0; i--)
    for (let j = width - 1; j >= 0; j--)
      lengths[i * (width + 1) + j] =
        a[fromA + i] === b[fromB + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const places: [number, number][] = [];
  for (let i = 0, j = 0; i < height && j < width; )
    if (a[fromA + i] === b[fromB + j]) places.push([fromA + i++, fromB + j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  return places;
}

/** Pairs what may be the same thing changed, in order: what has the same likeness. */
function* pairsOf<T>(left: readonly T[], right: readonly T[], likeness: (one: T) => string): Iterable<Pair<T>> {
  let [i, j] = [0, 0];
  const places = commonPlaces(left.map(likeness), right.map(likeness), [0, left.length], [0, right.length]);
  for (const [x, y] of [...places, [left.length, right.length] as const]) {
    for (; i < x; i++) yield { before: left[i]! };
    for (; j < y; j++) yield { after: right[j]! };
    if (i < left.length) yield { before: left[i++]!, after: right[j++]! };
  }
}
