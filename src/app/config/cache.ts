import { type Section, textOption } from './parts/option.ts';

/** Where things are kept between runs. */
export const cache = {
  cacheDir: textOption('DIR', 'Everything that is kept between runs lies here', {
    isPath: true,
    fallback: '$XDG_CACHE_HOME/plimsoll, else ~/.cache/plimsoll',
  }),
} satisfies Section;
