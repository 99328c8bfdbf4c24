import { listOption, type Section } from './parts/option.ts';

/** Where knowledge is made from. */
export const knowledge = {
  from: listOption('DIR', 'A directory with advisory data as the upstreams publish it; may be repeated', {
    isPath: true,
  }),
} satisfies Section;
