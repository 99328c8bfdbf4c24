import type { Span } from '../../../model/dockerfile.ts';
import type { Argument } from './programs.ts';

/** An option as a program of the GNU kind reads it. */
export interface Option {
  /** `k` or `insecure`. */
  readonly name: string;
  readonly value?: string;
  /** Where the value stands, when it has one. */
  readonly valueSpan?: Span;
  /** Whether the shell expands nothing in the value. */
  readonly isLiteral: boolean;
  /** From the option to its value. */
  readonly span: Span;
}

export interface Options {
  readonly options: readonly Option[];
  readonly operands: readonly Argument[];
}

/** Which options take the next word when they bring no value themselves. */
export interface OptionSyntax {
  /** Letters. */
  readonly short?: string;
  readonly long?: readonly string[];
}

/** Takes `-abc value --long=value --long value operand` apart. Options may follow operands, as most programs allow. */
export function parseOptions(args: readonly Argument[], { short = '', long = [] }: OptionSyntax = {}): Options {
  const options: Option[] = [];
  const operands: Argument[] = [];
  let at = 0;
  const add = (name: string, own: Argument, given: string | undefined, needsValue: boolean): void => {
    const next = given === undefined && needsValue ? args[at + 1] : undefined;
    if (next !== undefined) at += 1;
    const value = given ?? next?.text;
    const span = { start: own.span.start, end: (next ?? own).span.end };
    const isLiteral = own.isLiteral && (next?.isLiteral ?? true);
    options.push({ name, isLiteral, span, ...(value !== undefined && { value, valueSpan: (next ?? own).span }) });
  };
  for (; at < args.length; at++) {
    const own = args[at]!;
    if (own.text === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (own.text.startsWith('--')) {
      const equals = own.text.indexOf('=');
      const name = own.text.slice(2, equals < 0 ? undefined : equals);
      add(name, own, equals < 0 ? undefined : own.text.slice(equals + 1), long.includes(name));
    } else if (own.text.startsWith('-') && own.text.length > 1) {
      for (let letter = 1; letter < own.text.length; letter++) {
        const name = own.text[letter]!;
        if (!short.includes(name)) add(name, own, undefined, false);
        else {
          const rest = own.text.slice(letter + 1);
          add(name, own, rest === '' ? undefined : rest, true);
          break;
        }
      }
    } else operands.push(own);
  }
  return { options, operands };
}

/** The last option of any of the names. */
export function optionOf({ options }: Options, ...names: readonly string[]): Option | undefined {
  return options.findLast(({ name }) => names.includes(name));
}
