import { copySourceOf } from '../../../formats/dockerfile/stage-graph.ts';
import type { Dockerfile, Instruction, Span, Stage } from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import { parseReference, type Reference } from '../../../model/reference.ts';

/** An image that a build takes from a registry. */
export interface ForeignImage {
  /** Variables put in. */
  readonly text: string;
  readonly reference: Reference;
  readonly span: Span;
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** Whether the file names it letter by letter. */
  readonly isLiteral: boolean;
}

type Expand = Pick<LintContext<unknown>, 'expand'>;

/** The images that stages begin with. Those that depend on what the build is given are left out. */
export function* baseImages(file: Dockerfile, context: Expand): Iterable<ForeignImage> {
  for (const stage of file.stages) {
    const image = baseImageOf(stage, context);
    if (image !== undefined) yield image;
  }
}

/** The image that a stage begins with; undefined for a stage's name, `scratch`, and what is not known. */
export function baseImageOf(stage: Stage, context: Expand): ForeignImage | undefined {
  const { from, parent } = stage;
  if (parent !== undefined) return undefined;
  const text = context.expand(from.image.raw, from);
  return imageOf(text, {
    span: from.image.span,
    instruction: from,
    stage,
    isLiteral: from.image.variables.length === 0,
  });
}

/** Base images, and images that COPY takes files from. */
export function* foreignImages(file: Dockerfile, context: Expand): Iterable<ForeignImage> {
  for (const stage of file.stages) {
    const base = baseImageOf(stage, context);
    if (base !== undefined) yield base;
    for (const instruction of stage.instructions) {
      const from = instruction.keyword === 'COPY' && instruction.flags.find(({ name }) => name === 'from')?.value;
      if (!from) continue;
      const source = copySourceOf(file, from);
      // A bare word may be a context that the build is given a name for.
      if (source.kind !== 'image' || !/[:/@]/.test(source.name)) continue;
      const image = imageOf(source.name, { span: from.span, instruction, stage, isLiteral: true });
      if (image !== undefined) yield image;
    }
  }
}

function imageOf(text: string | undefined, place: Omit<ForeignImage, 'text' | 'reference'>): ForeignImage | undefined {
  if (text === undefined || text === '' || text === 'scratch') return undefined;
  const reference = parseReference(text);
  return reference && { text, reference, ...place };
}

/** `python` for the images that Docker itself maintains, wherever they are mirrored. */
export function officialFamilyOf({ registry, repository }: Reference): string | undefined {
  const match = /^(?:docker\/)?library\/([^/]+)$/.exec(repository);
  return match !== null && (registry === 'docker.io' || registry === 'public.ecr.aws') ? match[1] : undefined;
}
