import { spawnSync } from 'node:child_process';

/** The orders for which a native program is asked. */
export type NativeScheme = 'deb' | 'rpm' | 'pep440';

export type Order = -1 | 0 | 1;

const DPKG = `set -f
while IFS='\t' read -r a b; do
  if [ -z "$b" ]; then if dpkg --validate-version "$a" >/dev/null 2>&1; then echo 1; else echo 0; fi
  elif dpkg --compare-versions "$a" lt "$b"; then echo -1
  elif dpkg --compare-versions "$a" eq "$b"; then echo 0
  else echo 1; fi
done`;

// What Lua prints inside a macro loses its line ends; written to the stream itself it keeps them.
const RPM =
  '%{lua:for line in io.stdin:lines() do local tab = line:find("\\t") io.stdout:write(rpm.vercmp(line:sub(1, tab - 1), line:sub(tab + 1)), "\\n") end}';

const PACKAGING = `import sys
try:
    from packaging.version import Version
except ImportError:
    from pip._vendor.packaging.version import Version
def read(text):
    try:
        return Version(text)
    except Exception:
        return None
for line in sys.stdin:
    a, b = line.rstrip("\\n").split("\\t")
    if b == "":
        print(0 if read(a) is None else 1)
    else:
        a, b = read(a), read(b)
        print(0 if a is None or b is None else (a > b) - (a < b))`;

/** Names of the programs that are missing here: dpkg, rpm, or a Python with the packaging library. */
export function missingNatives(): string[] {
  const works = (command: string, args: readonly string[]) => spawnSync(command, args).status === 0;
  return [
    ...(works('dpkg', ['--version']) ? [] : ['dpkg']),
    ...(works('rpm', ['--version']) ? [] : ['rpm']),
    ...(works('python3', ['-c', PACKAGING]) ? [] : ['python3 with packaging']),
  ];
}

/** Asks dpkg, rpm or Python's packaging for the order of many pairs in one run; none of the versions holds white space. */
export function nativeOrders(scheme: NativeScheme, pairs: readonly (readonly [string, string])[]): Order[] {
  return ask(scheme, pairs) as Order[];
}

/** Asks dpkg and packaging which versions they take; rpm takes anything and is held to the characters of its manual. */
export function nativeValidity(scheme: NativeScheme, versions: readonly string[]): boolean[] {
  const plain = (version: string) => /^[0-9A-Za-z][^\s]*$/.test(version);
  if (scheme === 'rpm')
    return versions.map((version) => /^(\d+:)?[0-9A-Za-z._+~^]+(-[0-9A-Za-z._+~^]+)?$/.test(version));
  const verdicts = ask(
    scheme,
    versions.filter(plain).map((version) => [version, '']),
  );
  return versions.map((version) => plain(version) && verdicts.shift() === 1);
}

function ask(scheme: NativeScheme, pairs: readonly (readonly [string, string])[]): number[] {
  if (pairs.length === 0) return [];
  const commands = {
    deb: ['sh', '-c', DPKG],
    rpm: ['rpm', '--eval', RPM],
    pep440: ['python3', '-c', PACKAGING],
  } as const;
  const [command, ...args] = commands[scheme];
  const input = pairs.map((pair) => `${pair.join('\t')}\n`).join('');
  const { stdout, stderr, status } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = stdout.trim().split('\n').map(Number);
  if (status !== 0 || lines.length !== pairs.length || lines.some(Number.isNaN))
    throw new Error(`${command} answered ${lines.length} of ${pairs.length} questions: ${stderr.slice(0, 500)}`);
  return lines;
}
