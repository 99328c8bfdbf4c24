/** What an image runs on (OCI image-spec, image-index.md#platform). */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  x64: 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
  i386: '386',
  ia32: '386',
};

/** `os/architecture[/variant]`; a bare architecture means linux. Undefined when it is neither. */
export function parsePlatform(text: string): Platform | undefined {
  const parts = text.toLowerCase().split('/');
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9_.-]+$/.test(part))) return undefined;
  const [first = '', second, third] = parts;
  if (second === undefined) return { os: 'linux', ...architectureOf(first) };
  const { architecture, variant } = architectureOf(second);
  const chosen = third ?? variant;
  return {
    os: first === 'macos' || first === 'darwin' ? 'linux' : first,
    architecture,
    ...(chosen && { variant: chosen }),
  };
}

function architectureOf(text: string): { architecture: string; variant?: string } {
  const architecture = (Object.hasOwn(ARCHITECTURES, text) && ARCHITECTURES[text]) || text;
  if (text === 'armhf') return { architecture, variant: 'v7' };
  if (text === 'armel') return { architecture, variant: 'v6' };
  return { architecture };
}

export function formatPlatform(platform: Platform): string {
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
}

/** Whether an image for `have` is what was asked for with `want`. arm64 and arm64/v8 are the same thing. */
export function platformFits(want: Platform, have: Platform): boolean {
  if (want.os !== have.os || want.architecture !== have.architecture) return false;
  const plain = (p: Platform) => (p.architecture === 'arm64' && p.variant === 'v8' ? undefined : p.variant);
  return plain(want) === undefined || plain(want) === plain(have);
}
