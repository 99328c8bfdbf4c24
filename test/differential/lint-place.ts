import { parseDockerfile } from '../../src/formats/dockerfile/parse-dockerfile.ts';
import { positionAt } from '../../src/formats/dockerfile/position.ts';
import { openShellParser } from '../../src/io/shell/tree-sitter-shell.ts';
import { readableInstructions, shellTextOf } from '../../src/judgment/lint/parts/shells.ts';
import type { Dockerfile, Instruction } from '../../src/model/dockerfile.ts';

/** Where one program says what the other does not. */
export interface Place {
  readonly rule: string;
  readonly says: 'ours' | 'theirs';
  readonly file: Dockerfile;
  /** The source of the instruction, or of the line where none begins. */
  readonly text: string;
  readonly instruction?: Instruction;
  /** Whether no shell can read the text. */
  readonly isBroken: boolean;
  /** Whether a shell that reads as sh does runs the text. */
  readonly isPosix: boolean;
}

const parseShell = await openShellParser();

/** The places of one file, by line. */
export function placesIn(bytes: Uint8Array): (rule: string, line: number, says: Place['says']) => Place {
  const file = parseDockerfile(bytes, 'Dockerfile');
  const readable = readableInstructions(file);
  const byLine = new Map<number, Instruction>();
  for (const one of file.instructions) byLine.set(positionAt(file, one.span.start).line, one);
  return (rule, line, says) => {
    const instruction = byLine.get(line);
    const start = instruction?.span.start ?? file.lineStarts[line - 1] ?? 0;
    const end = instruction?.span.end ?? file.lineStarts[line] ?? file.source.length;
    const isPosix = instruction === undefined || readable.has(instruction);
    const inner = instruction?.keyword === 'ONBUILD' ? instruction.trigger : instruction;
    const shell = inner && shellTextOf(inner);
    const isBroken = shell !== undefined && parseShell(shell).errors.length > 0;
    const text = file.source.slice(start, end);
    return { rule, says, file, text, ...(instruction && { instruction }), isBroken, isPosix };
  };
}
