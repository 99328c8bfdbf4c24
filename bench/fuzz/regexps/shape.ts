/** What a regular expression is made of, as far as attack strings need it. */
export type Shape =
  /** One of these characters. */
  | { readonly kind: 'characters'; readonly samples: readonly string[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Shape[] }
  | { readonly kind: 'choice'; readonly options: readonly Shape[] }
  | { readonly kind: 'repeated'; readonly inner: Shape; readonly least: number; readonly most: number }
  /** Assertions and back references: they match nothing of their own. */
  | { readonly kind: 'empty' };

const EMPTY: Shape = { kind: 'empty' };
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: ['0', '1'],
  D: ['a', ' '],
  w: ['a', '0', '_'],
  W: [' ', '-'],
  s: [' ', '\t', '\n'],
  S: ['a', '-'],
};
/** All of ASCII that is worth a try, for negated classes and dots. */
const TRIED = ' \t\n\r-_.:/,;=+~!"\'<>()[]{}\\0aAZz\x1b\x7f\xe9';

/** Parses the source of a valid regular expression. */
export function shapeOf(source: string): Shape {
  let at = 0;

  function choice(): Shape {
    const options = [sequence()];
    while (source[at] === '|') {
      at++;
      options.push(sequence());
    }
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  function sequence(): Shape {
    const parts: Shape[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified(atom()));
    return { kind: 'sequence', parts };
  }

  function atom(): Shape {
    const character = source[at++]!;
    switch (character) {
      case '(':
        return group();
      case '[':
        return characterClass();
      case '.':
        return { kind: 'characters', samples: ['a', ' ', '-'] };
      case '^':
      case '$':
        return EMPTY;
      case '\\':
        return escaped();
      default:
        return { kind: 'characters', samples: [character] };
    }
  }

  function group(): Shape {
    const head = /^\?(?:[:=!]|<[=!]|<\w+>|[ims-]+:)/.exec(source.slice(at))?.[0] ?? '';
    at += head.length;
    const inner = choice();
    at++;
    return /[=!]/.test(head) ? EMPTY : inner;
  }

  function escaped(): Shape {
    const character = source[at++]!;
    const code = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\})/i.exec(source.slice(at - 1));
    if (code !== null) {
      at += code[0].length - 1;
      return {
        kind: 'characters',
        samples: [String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16))],
      };
    }
    if (character === 'p' || character === 'P') {
      at = source.indexOf('}', at) + 1;
      return { kind: 'characters', samples: ['a', '\xe9'] };
    }
    if (character === 'b' || character === 'B' || /[1-9k]/.test(character)) return EMPTY;
    const plain = { n: '\n', t: '\t', r: '\r', 0: '\0', f: '\f', v: '\v' }[character];
    return { kind: 'characters', samples: CLASSES[character] ?? [plain ?? character] };
  }

  function characterClass(): Shape {
    const start = at - 1;
    for (; source[at] !== ']'; at++) if (source[at] === '\\') at++;
    at++;
    const text = source.slice(start, at);
    const pattern = new RegExp(text, text.includes('\\u{') ? 'u' : '');
    const samples = [...TRIED].filter((character) => pattern.test(character)).slice(0, 4);
    // A class of odd characters alone: its first one.
    return { kind: 'characters', samples: samples.length > 0 ? samples : [source[start + 1]!] };
  }

  function quantified(inner: Shape): Shape {
    const found = /^(?:[*+?]|\{(\d+)(,)?(\d*)\})\??/.exec(source.slice(at));
    if (found === null) return inner;
    at += found[0].length;
    if (found[0].startsWith('?')) return { kind: 'repeated', inner, least: 0, most: 1 };
    if (found[1] === undefined)
      return { kind: 'repeated', inner, least: found[0].startsWith('+') ? 1 : 0, most: Number.POSITIVE_INFINITY };
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
    return { kind: 'repeated', inner, least, most };
  }

  return choice();
}

/** Some texts that the shape matches, assertions aside. */
export function samplesOf(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case 'empty':
      return [''];
    case 'characters':
      return shape.samples;
    case 'choice':
      return shape.options.flatMap((option) => samplesOf(option).slice(0, 2)).slice(0, 6);
    case 'repeated':
      return samplesOf(shape.inner).map((sample) =>
        sample.repeat(Math.min(Math.max(shape.least, Math.min(1, shape.most)), 64)),
      );
    case 'sequence':
      return shape.parts.reduce<readonly string[]>(
        (heads, part) =>
          samplesOf(part)
            .slice(0, 3)
            .flatMap((tail) => heads.map((head) => head + tail))
            .slice(0, 6),
        [''],
      );
  }
}
