import { type Platform, parsePlatform } from '../../model/platform.ts';
import { countOption, type Option, type Section, switchOption, textOption } from './parts/option.ts';

const platform: Option<'all' | Platform> = {
  kind: 'value',
  placeholder: 'OS/ARCH',
  takes: 'os/architecture as in linux/arm64, or all',
  summary: 'Which image of an index: os/architecture[/variant], or all of them',
  fallback: 'linux and the architecture of this machine',
  parse: (text) => (text === 'all' ? 'all' : parsePlatform(text)),
};

/** Which image is meant, and how it is read. */
export const image = {
  isolate: switchOption(
    'Read layers in processes of their own, with bounded memory and without leave to write or start anything',
  ),
  platform,
  ref: textOption('REF', 'Which image of an archive or layout that holds several'),
  workers: countOption('N', 1, 'Threads that read layers', { fallback: 'one per core' }),
} satisfies Section;
