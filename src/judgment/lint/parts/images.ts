import type { Dockerfile, FromInstruction, Stage } from '../../../model/dockerfile.ts';

/** An image's name as it is written; variables may stand anywhere in it. */
export interface ImageName {
  /** The host, with its port: only what Docker takes for one. */
  readonly registry?: string;
  /** Between registry and tag: `library/debian`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Takes `registry:5000/repository:tag@digest` apart. Source: the reference grammar of Docker's distribution. */
export function parseImageName(text: string): ImageName {
  // What stands in braces is no part of the grammar: `${BASE:-debian:12}`.
  const shape = text.replace(/\$\{[^}]*\}?/g, (braces) => '$'.padEnd(braces.length, '_'));
  const at = shape.indexOf('@');
  const end = at < 0 ? text.length : at;
  const slash = shape.slice(0, end).lastIndexOf('/');
  const colon = shape.slice(0, end).indexOf(':', slash + 1);
  const first = shape.indexOf('/');
  const host = first < 0 || first > end ? '' : shape.slice(0, first);
  const hasRegistry = /[.:]/.test(host) || host === 'localhost';
  return {
    ...(hasRegistry && { registry: text.slice(0, first) }),
    repository: text.slice(hasRegistry ? first + 1 : 0, colon < 0 ? end : colon),
    ...(colon >= 0 && { tag: text.slice(colon + 1, end) }),
    ...(at >= 0 && { digest: text.slice(at + 1) }),
  };
}

/** The FROMs that name an image of a registry: no earlier stage, and not the empty image. */
export function* foreignBases(file: Dockerfile): Iterable<{ stage: Stage; from: FromInstruction; image: ImageName }> {
  for (const stage of file.stages) {
    const { from, parent } = stage;
    if (parent === undefined && from.image.value !== '' && from.image.value !== 'scratch')
      yield { stage, from, image: parseImageName(from.image.value) };
  }
}

/** A stage and those that it builds on, itself first. */
export function chainOf({ stages }: Pick<Dockerfile, 'stages'>, stage: Stage): Stage[] {
  const chain: Stage[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = stages[at.parent ?? -1]) chain.push(at);
  return chain;
}

/** The FROM at the bottom of what a stage builds on. */
export function foundationOf(file: Pick<Dockerfile, 'stages'>, stage: Stage): FromInstruction {
  return chainOf(file, stage).at(-1)!.from;
}
