import type { Flag } from '../../model/dockerfile.ts';
import type { Problems } from './problems.ts';

type FlagKind = 'boolean' | 'text' | 'texts' | 'duration' | 'count';

const COPYING = { chown: 'text', chmod: 'text', link: 'boolean', exclude: 'texts' } as const;

/** Flags of each instruction. Source: BuildKit's reference of Dockerfiles. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  ADD: { ...COPYING, checksum: 'text', 'keep-git-dir': 'boolean', unpack: 'boolean' },
  COPY: { ...COPYING, from: 'text', parents: 'boolean' },
  FROM: { platform: 'text' },
  HEALTHCHECK: {
    interval: 'duration',
    timeout: 'duration',
    'start-period': 'duration',
    'start-interval': 'duration',
    retries: 'count',
  },
  RUN: { mount: 'texts', network: 'text', security: 'text', device: 'texts' },
};

/** Instructions whose flags BuildKit passes over without a look. */
const UNCHECKED = ['ARG', 'STOPSIGNAL'];

const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** Names of the flags that an instruction has. */
export function flagNamesOf(keyword: string): string[] {
  return Object.keys(FLAGS[keyword] ?? {});
}

/** Notes flags that BuildKit refuses. */
export function checkFlags(keyword: string, flags: readonly Flag[], problems: Problems): void {
  if (UNCHECKED.includes(keyword)) return;
  const known = FLAGS[keyword] ?? {};
  const seen = new Set<string>();
  for (const flag of flags) {
    const { name, span } = flag;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined)
      problems.add(
        'dockerfile/unknown-flag',
        `${keyword} has no flag --${name}${problems.hint(name, Object.keys(known), '--')}`,
        span,
      );
    else if (seen.has(name) && kind !== 'texts')
      problems.add('dockerfile/duplicate-flag', `The flag --${name} may be given once.`, span);
    else {
      const problem = problemOf(kind, flag);
      if (problem !== undefined)
        problems.add('dockerfile/flag-value', `The flag --${name} ${problem}.`, flag.value?.span ?? span);
    }
    seen.add(name);
  }
}

function problemOf(kind: FlagKind, { value }: Flag): string | undefined {
  if (kind === 'boolean')
    return value === undefined || /^(?:true|false)$/i.test(value.value) ? undefined : 'is true or false';
  if (value === undefined) return 'needs a value';
  if (kind === 'duration')
    return value.value === '' || DURATION.test(value.value) ? undefined : 'needs a time, like 30s';
  if (kind === 'count') return /^\+?\d{0,10}$/.test(value.value) ? undefined : 'needs a number, 0 or more';
  return undefined;
}
