import { catalogers } from '../contents/catalogers/index.ts';
import { osRelease } from '../contents/distro.ts';
import type { Reader } from '../model/reader.ts';

/** Everything that looks at the bytes of a layer. */
export const layerReaders: readonly Reader<unknown>[] = [osRelease, ...catalogers];
