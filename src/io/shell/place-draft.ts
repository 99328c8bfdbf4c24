import { type ShellText, type Span, sourceSpan } from '../../model/dockerfile.ts';
import type { Redirect, ShellCommand, ShellExpansion, ShellScript, ShellWord } from '../../model/shell.ts';
import type {
  AssignmentDraft,
  CommandDraft,
  ExpansionDraft,
  Range,
  RedirectDraft,
  ScriptDraft,
  WordDraft,
} from './draft.ts';
import { unquote } from './unquote.ts';

/** The script of a text that stands in a file: places in the text become bytes of the file. */
export function placeDraft(draft: ScriptDraft, shell: ShellText): ShellScript {
  const placed = new Placer(shell);
  return {
    commands: draft.commands.map((command) => placed.command(command)),
    errors: draft.errors.map((range) => placed.span(range)),
  };
}

class Placer {
  readonly #shell: ShellText;
  readonly #isOnePiece: boolean;

  constructor(shell: ShellText) {
    this.#shell = shell;
    this.#isOnePiece = shell.pieces.length === 1;
  }

  span({ start, end }: Range): Span {
    if (!this.#isOnePiece) return sourceSpan(this.#shell, start, end);
    const [at, place] = this.#shell.pieces[0]!;
    return { start: place + start - at, end: place + end - at };
  }

  command(draft: CommandDraft): ShellCommand {
    const { assignments, name, args, redirects, pipeline, stage, joinedBy, inside, list } = draft;
    return {
      span: this.span(draft),
      assignments: assignments.map((one) => this.#assignment(one)),
      ...(name === undefined ? {} : { name: this.#word(name) }),
      args: args.map((word) => this.#word(word)),
      redirects: redirects.map((one) => this.#redirect(one)),
      pipeline,
      stage,
      ...(joinedBy === undefined ? {} : { joinedBy }),
      inside,
      list,
    };
  }

  #assignment(draft: AssignmentDraft): ShellCommand['assignments'][number] {
    const { name, value } = draft;
    return { name, ...(value === undefined ? {} : { value: this.#word(value) }), span: this.span(draft) };
  }

  #redirect(draft: RedirectDraft): Redirect {
    const { operator, target } = draft;
    return { operator, ...(target === undefined ? {} : { target: this.#word(target) }), span: this.span(draft) };
  }

  #word(draft: WordDraft): ShellWord {
    const raw = this.#shell.text.slice(draft.start, draft.end);
    const expansions = draft.expansions.map((one) => this.#expansion(one));
    const { value, hasGlob } = unquote(raw);
    return {
      span: this.span(draft),
      raw,
      ...(expansions.length > 0 ? {} : { value: decode(value) }),
      expansions,
      hasGlob,
    };
  }

  #expansion(draft: ExpansionDraft): ShellExpansion {
    const { kind, name, isQuoted } = draft;
    return { kind, ...(name === undefined ? {} : { name }), isQuoted, span: this.span(draft) };
  }
}

/** Bytes as text that people see. */
function decode(bytes: string): string {
  return /[^\x00-\x7f]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}
