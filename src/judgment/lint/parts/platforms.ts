/** An operating system and an architecture as Go names them. */
export interface PlatformName {
  readonly os: string;
  readonly architecture: string;
}

const SYSTEMS = new Set(
  'linux windows darwin freebsd openbsd netbsd solaris aix android illumos plan9 wasip1 dragonfly ios js'.split(' '),
);
const ARCHITECTURES = new Set(
  '386 amd64 arm arm64 loong64 mips mipsle mips64 mips64le ppc64 ppc64le riscv64 s390x wasm sparc64'.split(' '),
);
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    x86_64: 'amd64',
    'x86-64': 'amd64',
    aarch64: 'arm64',
    i386: '386',
    armhf: 'arm',
    armel: 'arm',
    macos: 'darwin',
  }),
);

/** `linux/arm64/v8`, `linux`, `arm64`; undefined when it is none. What is not said is what most builders are. */
export function parsePlatform(text: string): PlatformName | undefined {
  const parts = text
    .toLowerCase()
    .split('/')
    .map((part) => OTHER_NAMES.get(part) ?? part);
  const [first = '', second] = parts;
  if (parts.length > 3 || parts.includes('')) return undefined;
  if (second !== undefined)
    return /^[a-z0-9_-]+(?:\([\w.]+\))?$/.test(first)
      ? { os: first.replace(/\(.*/, ''), architecture: second }
      : undefined;
  if (SYSTEMS.has(first)) return { os: first, architecture: 'amd64' };
  return ARCHITECTURES.has(first) ? { os: 'linux', architecture: first } : undefined;
}
