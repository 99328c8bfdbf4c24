import { ShellCompoundReader } from './shell-compound-reader.ts';
import { ShellSyntaxStop } from './shell-text-reader.ts';
import type { ShellList, ShellTree } from './shell-tree.ts';

/** Longer texts are not read. */
export const LONGEST_SHELL_TEXT = 1 << 16;

/** The tree of a shell text, up to where it stops being one. Never throws; linear. */
export function readShellTree(text: string): ShellTree {
  const nothing: ShellList = { kind: 'list', start: 0, end: 0, items: [] };
  if (text.length > LONGEST_SHELL_TEXT) return { root: nothing, remarks: [] };
  const reader = new ShellReader(text, 0);
  try {
    return { root: reader.readAll(), remarks: reader.remarks };
  } catch (error) {
    if (!(error instanceof ShellSyntaxStop)) throw error;
    return { root: nothing, remarks: reader.remarks, failure: error.remark };
  }
}

class ShellReader extends ShellCompoundReader {
  readAll(): ShellList {
    const list = this.readList();
    this.readHeredocs();
    if (this.at < this.text.length) this.stop(this.text[this.at] === '(' ? 'SC1088' : 'SC1089');
    return list;
  }

  protected readListUntil(end: string): ShellList {
    const list = this.readList();
    if (!this.looking(end)) this.stop('SC1072');
    return list;
  }

  /** What stands in backquotes is text of its own. Its places are exact unless backslashes were taken from it. */
  protected readBackquoted(body: string, offset: number): ShellList {
    const inner = new ShellReader(body, this.depth);
    const list = inner.readAll();
    this.remarks.push(...inner.remarks.map((one) => ({ ...one, start: one.start + offset, end: one.end + offset })));
    return shifted(list, offset);
  }
}

/** A list with all its places moved. Written for any node: they are plain objects. */
function shifted<T>(node: T, by: number): T {
  if (Array.isArray(node)) return node.map((one: unknown) => shifted(one, by)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]: [string, unknown]) => [
    key,
    (key === 'start' || key === 'end') && typeof value === 'number' ? value + by : shifted(value, by),
  ]);
  return Object.fromEntries(entries) as T;
}
