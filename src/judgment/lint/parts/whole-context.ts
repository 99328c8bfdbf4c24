import type { CopyInstruction, Word } from '../../../model/dockerfile.ts';

/** Whether a COPY or ADD takes all that lies in the build context. */
export function copiesWholeContext(copy: CopyInstruction): boolean {
  return wholeContextOf(copy) !== undefined;
}

/** The word that stands for all of the build context: `.`, `./`, `/`, `*`. */
export function wholeContextOf({ flags, sources }: CopyInstruction): Word | undefined {
  if (flags.some(({ name }) => name === 'from')) return undefined;
  return sources.find(
    ({ value }) =>
      value !== '' &&
      value.split('/').every((part, at, all) => part === '' || part === '.' || (part === '*' && at === all.length - 1)),
  );
}
