import { header, paxRecord } from './tar.ts';

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
const content = padded(Buffer.from('Package: inside\n'));
const status = 'var/lib/dpkg/status';

/** The tar of a layer that tries each way out of a directory that a tar knows: to `outside`, an absolute path, and by `up`, the same with dots. */
export function escapingLayer(outside: string, up: string): Buffer {
  return Buffer.concat([
    ...[`${up}/etc/passwd`, `${outside}/etc/os-release`, `..\\..\\${status}`, 'C:\\x', '..', '.', '', './', '/'].map(
      (name) => Buffer.concat([header(name, '0', 16, {}), content]),
    ),
    header('var/lib/dpkg', '2', 0, { target: `${outside}/var/lib/dpkg` }),
    Buffer.concat([header(status, '0', 16, {}), content]),
    header('etc', '2', 0, { target: `${up}/etc`.slice(-99) }),
    Buffer.concat([header('etc/os-release', '0', 16, {}), content]),
    header('h1', '1', 0, { target: `${outside}/etc/passwd` }),
    header('h2', '1', 0, { target: 'h1' }),
    header('usr/lib/os-release', '1', 0, { target: 'h2' }),
    header('node_modules', '2', 0, { target: `${outside}/node_modules` }),
    header('app/node_modules/x/package.json', '2', 0, { target: `${outside}/node_modules/x/package.json` }),
    header('lib/apk/db/installed', '2', 0, { target: `/proc/self/root${outside}/etc/passwd` }),
    extended(`path`, `${up}/${status}`),
    extended('path', `${outside}/${status}`),
    extended('path', `a\0/../../${status}`),
    extended('linkpath', `${outside}/etc/passwd`, '2'),
    gnuLong(`${up}/${'x'.repeat(120)}`),
    Buffer.alloc(1024),
  ]);
}

function extended(key: string, value: string, type = '0'): Buffer {
  const record = Buffer.from(paxRecord(key, value));
  const entry = type === '0' ? [header('plain', type, 16, {}), content] : [header('plain', type, 0, { target: 'x' })];
  return Buffer.concat([header('pax', 'x', record.length, {}), padded(record), ...entry]);
}

function gnuLong(name: string): Buffer {
  const bytes = Buffer.from(`${name}\0`);
  return Buffer.concat([
    header('././@LongLink', 'L', bytes.length, {}),
    padded(bytes),
    header('x', '0', 16, {}),
    content,
  ]);
}
