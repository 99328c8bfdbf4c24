import { parseDockerfile } from '../formats/dockerfile/parse-dockerfile.ts';
import { toMultiStage } from '../judgment/lint/multi-stage/to-multi-stage.ts';
import { contextsOf } from '../judgment/lint/parts/contexts.ts';
import type { Dockerfile } from '../model/dockerfile.ts';
import type { LintJob } from './lint.ts';

/** A file whose one stage became two, and what was assumed; or why it could not. */
export type Split =
  | { readonly file: Dockerfile; readonly assumptions: readonly string[] }
  | { readonly refused: string };

/** Splits the one stage of an application into one that builds and one that runs. */
export function splitStages(file: Dockerfile, job: LintJob): Split {
  const [any] = job.rules;
  if (any === undefined) return { refused: 'no rule is chosen' };
  const { shell } = contextsOf(file, job)(any);
  const split = toMultiStage(file, shell);
  if ('refused' in split) return split;
  return { file: parseDockerfile(Buffer.from(split.text, 'latin1'), file.path), assumptions: split.assumptions };
}
