import type { Instruction } from '../../model/dockerfile.ts';
import { checkFlags } from './check-flags.ts';
import { commandOf, healthcheckOf, isNoHealthcheck, shellOf } from './command-line.ts';
import type { Parts } from './head.ts';
import { copyOf, fromOf, wordsOf } from './operands.ts';
import { parseArgs, parsePairs } from './pairs.ts';
import type { ReadHeredoc } from './shell-text.ts';

/** All keywords. Source: Docker's reference of Dockerfiles. */
export const KEYWORDS: readonly string[] = (
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL ' +
  'STOPSIGNAL USER VOLUME WORKDIR'
).split(' ');

/** Makes the model of one instruction, ONBUILD aside; notes what BuildKit refuses in it. */
export function instructionOf(keyword: string, parts: Parts, heredocs: readonly ReadHeredoc[]): Instruction {
  const { common, context, flags, keywordText } = parts;
  if (KEYWORDS.includes(keyword) && !(keyword === 'HEALTHCHECK' && isNoHealthcheck(parts)))
    checkFlags(keyword, flags, context.problems);
  switch (keyword) {
    case 'FROM':
      return fromOf(parts);
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return { ...common, keyword, command: commandOf(parts, parts.args, heredocs) };
    case 'SHELL':
      return shellOf(parts);
    case 'COPY':
    case 'ADD':
      return copyOf(keyword, parts);
    case 'ENV':
    case 'LABEL':
      return { ...common, keyword, pairs: parsePairs(parts, keyword) };
    case 'ARG':
      return { ...common, keyword, pairs: parseArgs(parts) };
    case 'EXPOSE':
    case 'VOLUME':
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return { ...common, keyword, words: wordsOf(keyword, parts) };
    case 'HEALTHCHECK':
      return healthcheckOf(parts);
    default:
      context.problems.add(
        'dockerfile/unknown-instruction',
        `"${keywordText.slice(0, 60)}" is no instruction${context.problems.hint(keywordText, KEYWORDS)}`,
        common.keywordSpan,
      );
      return { ...common, keyword: 'unknown' };
  }
}
