import type { ShellRemark } from './shell-tree.ts';

/** Deeper nesting is refused. */
const DEEPEST = 120;

/** Reading stops: what follows is no shell. */
export class ShellSyntaxStop extends Error {
  readonly remark: ShellRemark;

  constructor(remark: ShellRemark) {
    super(remark.code);
    this.remark = remark;
  }
}

/** A text and how far it was read. */
export abstract class ShellTextReader {
  protected readonly text: string;
  protected at = 0;
  readonly remarks: ShellRemark[] = [];
  protected depth: number;

  constructor(text: string, depth = 0) {
    this.text = text;
    this.depth = depth;
  }

  protected stop(code: string, at = this.at): never {
    throw new ShellSyntaxStop({ code, start: Math.min(at, this.text.length), end: Math.min(at + 1, this.text.length) });
  }

  protected remark(code: string, start: number, end: number, message?: string): void {
    this.remarks.push({ code, start, end, ...(message && { message }) });
  }

  protected looking(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  protected nest<T>(read: () => T): T {
    if (this.depth >= DEEPEST) this.stop('SC1072');
    this.depth += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }
}
