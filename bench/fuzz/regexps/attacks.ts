import { type Shape, samplesOf, shapeOf } from './shape.ts';

/** A text that grows: `head`, then `pump` many times, then `tail`, which spoils the match. */
export interface Attack {
  readonly head: string;
  readonly pump: string;
  readonly tail: string;
}

const TAILS = ['', '\0', '!', '\n', ' x'];
/** Repetitions with a larger bound than this count as unbounded. */
const LARGE = 20;

/** What may make a regular expression slow: each of its repetitions pumped with all that fits it, after what leads there; and all of its parts in turn. */
export function attacksOf(source: string): readonly Attack[] {
  const pumps = new Map<string, Set<string>>();
  const add = (head: string, pump: string) => {
    if (pump === '') return;
    const heads = pumps.get(pump) ?? new Set();
    if (heads.size < 4) heads.add(head);
    pumps.set(pump, heads);
  };
  const whole = shapeOf(source);
  walk(whole, [''], add);
  for (const sample of samplesOf(whole)) {
    add('', sample);
    for (let length = 1; length < Math.min(sample.length, 12); length++) add('', sample.slice(0, length));
  }
  // What every repetition accepts, one after the other: neighbors that fit the same text share it in many ways.
  return [...pumps].flatMap(([pump, heads]) =>
    [...new Set(['', ...heads])].flatMap((head) => TAILS.map((tail) => ({ head, pump, tail }))),
  );
}

function walk(shape: Shape, heads: readonly string[], add: (head: string, pump: string) => void): void {
  if (shape.kind === 'choice') for (const option of shape.options) walk(option, heads, add);
  else if (shape.kind === 'repeated') {
    if (shape.most > LARGE) for (const head of heads) for (const sample of samplesOf(shape.inner)) add(head, sample);
    walk(shape.inner, heads, add);
  } else if (shape.kind === 'sequence') {
    let before = heads;
    for (const part of shape.parts) {
      walk(part, before, add);
      before = samplesOf(part)
        .slice(0, 2)
        .flatMap((tail) => before.map((head) => head + tail))
        .slice(0, 4);
    }
  }
}

export function textOf({ head, pump, tail }: Attack, length: number): string {
  return head + pump.repeat(Math.ceil(length / pump.length)) + tail;
}
