import type { Feed } from '../../model/feed.ts';
import { alpine } from './alpine.ts';
import { debian } from './debian.ts';
import { eol } from './eol.ts';
import { epss } from './epss.ts';
import { kev } from './kev.ts';
import { osv } from './osv.ts';
import { wolfi } from './wolfi.ts';

/** Every upstream source that can be read. What each recognizes excludes the others. */
export const feeds = [alpine, debian, eol, epss, kev, osv, wolfi] as const satisfies readonly Feed[];
