const CONTEXT = 3;

/** Differences beyond which two texts are shown as one replaced by the other: finding them takes time that grows with their square. */
const MOST_DIFFERENCES = 1000;

/** The lines of `before` from `from` to `to` become those of `after`. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly afterFrom: number;
  readonly afterTo: number;
}

/** A unified diff as `patch` and `git apply` read it; empty for equal texts. Source: POSIX, diff, "Diff -u Output Format". */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return '';
  const [old, young] = [linesOf(before), linesOf(after)];
  const lines = [`--- a/${name}\n`, `+++ b/${name}\n`];
  for (const hunk of hunksOf(changesOf(old, young))) {
    const first = hunk[0]!;
    const last = hunk.at(-1)!;
    const start = Math.max(0, first.from - CONTEXT);
    const end = Math.min(old.length, last.to + CONTEXT);
    const shift = first.afterFrom - first.from;
    const afterCount =
      end - start + hunk.reduce((sum, one) => sum + one.afterTo - one.afterFrom - (one.to - one.from), 0);
    lines.push(`@@ -${rangeOf(start, end - start)} +${rangeOf(start + shift, afterCount)} @@\n`);
    let at = start;
    for (const { from, to, afterFrom, afterTo } of hunk) {
      for (; at < from; at++) lines.push(marked(' ', old[at]!));
      for (; at < to; at++) lines.push(marked('-', old[at]!));
      for (let next = afterFrom; next < afterTo; next++) lines.push(marked('+', young[next]!));
    }
    for (; at < end; at++) lines.push(marked(' ', old[at]!));
  }
  return lines.join('');
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function rangeOf(start: number, count: number): string {
  return count === 1 ? String(start + 1) : `${count === 0 ? start : start + 1},${count}`;
}

function marked(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

/** Changes whose surroundings would touch are shown together. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    if (last !== undefined && change.from - last.at(-1)!.to <= 2 * CONTEXT) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function changesOf(old: readonly string[], young: readonly string[]): Change[] {
  let head = 0;
  while (head < old.length && head < young.length && old[head] === young[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < young.length - head && old.at(-1 - tail) === young.at(-1 - tail)) tail += 1;
  const a = old.slice(head, old.length - tail);
  const b = young.slice(head, young.length - tail);
  const changes: Change[] = [];
  let [x, y] = [0, 0];
  const add = (toX: number, toY: number) => {
    if (toX > x || toY > y) changes.push({ from: head + x, to: head + toX, afterFrom: head + y, afterTo: head + toY });
  };
  for (const [sameX, sameY, length] of snakesOf(a, b)) {
    add(sameX, sameY);
    [x, y] = [sameX + length, sameY + length];
  }
  add(a.length, b.length);
  return changes;
}

/** Runs of equal lines, in order. Myers, "An O(ND) difference algorithm and its variations" (1986), the greedy form. */
function snakesOf(a: readonly string[], b: readonly string[]): (readonly [x: number, y: number, length: number])[] {
  const trace: Int32Array[] = [];
  const most = Math.min(MOST_DIFFERENCES, a.length + b.length);
  const reach = new Int32Array(2 * most + 3);
  const at = (k: number) => k + most + 1;
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(at(-d) - 1, at(d) + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[at(k - 1)]! < reach[at(k + 1)]!);
      let x = isDown ? reach[at(k + 1)]! : reach[at(k - 1)]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[at(k)] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [];
}

function walkBack(trace: readonly Int32Array[], endX: number, endY: number): (readonly [number, number, number])[] {
  const snakes: (readonly [number, number, number])[] = [];
  let [x, y] = [endX, endY];
  for (let d = trace.length - 1; d >= 0; d--) {
    // Each row begins at the diagonal before the lowest that it has.
    const before = (k: number) => trace[d]![k + d + 1]!;
    const k = x - y;
    const isDown = k === -d || (k !== d && before(k - 1) < before(k + 1));
    const fromK = isDown ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : before(fromK);
    const startX = d === 0 ? 0 : isDown ? fromX : fromX + 1;
    if (x > startX) snakes.unshift([startX, startX - k, x - startX]);
    [x, y] = [fromX, fromX - fromK];
  }
  return snakes;
}
