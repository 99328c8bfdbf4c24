/** One entry to write. Names are written as they are: `./` prefixes, whiteouts and odd ones too. */
export interface Entry {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'fifo';
  readonly content?: Uint8Array;
  readonly target?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

const TYPES = { file: '0', hardlink: '1', symlink: '2', directory: '5', fifo: '6' } as const;

export const text = (content: string): Entry => ({ type: 'file', content: Buffer.from(content) });
export const bytes = (content: Uint8Array): Entry => ({ type: 'file', content });
export const directory = (): Entry => ({ type: 'directory', mode: 0o755 });
export const symlink = (target: string): Entry => ({ type: 'symlink', target, mode: 0o777 });
export const hardlink = (target: string): Entry => ({ type: 'hardlink', target });

/** A POSIX tar of these entries in this order; names that ustar cannot hold get a PAX header. */
export function tarOf(entries: Iterable<readonly [name: string, entry: Entry]>): Buffer {
  const blocks: Buffer[] = [];
  for (const [name, entry] of entries) {
    const pax = [
      Buffer.byteLength(name) > 100 ? paxRecord('path', name) : '',
      Buffer.byteLength(entry.target ?? '') > 100 ? paxRecord('linkpath', entry.target!) : '',
    ].join('');
    if (pax !== '') blocks.push(header('PaxHeader', 'x', Buffer.byteLength(pax), {}), padded(Buffer.from(pax)));
    const content = entry.content ?? new Uint8Array(0);
    blocks.push(header(name, TYPES[entry.type], content.length, entry), padded(content));
  }
  blocks.push(Buffer.alloc(1024));
  return Buffer.concat(blocks);
}

/** `length key=value\n`, where the length counts itself. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  length += String(length + String(length).length).length;
  return `${length}${rest}`;
}

/** One header block with a right checksum. */
export function header(
  name: string,
  type: string,
  size: number,
  { mode = 0o644, uid = 0, gid = 0, target = '' }: Partial<Entry>,
): Buffer {
  const block = Buffer.alloc(512);
  block.write(name.slice(0, 100), 0);
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  block.write(`${uid.toString(8).padStart(7, '0')}\0`, 108);
  block.write(`${gid.toString(8).padStart(7, '0')}\0`, 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(target.slice(0, 100), 157);
  block.write('ustar\x0000', 257, 'latin1');
  return withChecksum(block);
}

export function withChecksum(block: Buffer): Buffer {
  block.write('        ', 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(content: Uint8Array): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
