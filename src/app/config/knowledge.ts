import { listOption, type Section, switchOption } from './parts/option.ts';

/** Where knowledge is made from. */
export const knowledge = {
  from: listOption('DIR', 'A directory with advisory data as the upstreams publish it; may be repeated', {
    isPath: true,
  }),
  verify: switchOption('Read all of the knowledge and check every byte of it'),
} satisfies Section;
