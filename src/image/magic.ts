import type { Magic } from '../model/reader.ts';

/** How many first bytes `magicOf` and `looksLikeText` need to see. */
export const MAGIC_BYTES = 512;

/** The kind of file that the first bytes tell, or undefined. */
export function magicOf(head: Uint8Array): Magic | undefined {
  if (head.length < 2) return undefined;
  const a = head[0]!;
  const b = head[1]!;
  const four = head.length < 4 ? -1 : ((a << 24) | (b << 16) | (head[2]! << 8) | head[3]!) >>> 0;
  if (four === 0x7f454c46) return 'elf';
  if (four === 0x504b0304 || four === 0x504b0506) return 'zip';
  if (a === 0x23 && b === 0x21) return 'shebang';
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (four === 0x28b52ffd) return 'zstd';
  if (a === 0x4d && b === 0x5a) return 'pe';
  if (four === 0xfeedface || four === 0xfeedfacf || four === 0xcefaedfe || four === 0xcffaedfe || four === 0xcafebabe)
    return 'macho';
  if (four === 0xfd377a58) return 'xz';
  if (four === 0x53514c69 && startsWith(head, 'SQLite format 3\0')) return 'sqlite';
  return undefined;
}

/** No NUL byte among the first bytes: what git and grep call text. */
export function looksLikeText(head: Uint8Array): boolean {
  return head.length > 0 && !head.subarray(0, MAGIC_BYTES).includes(0);
}

function startsWith(head: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (head[i] !== text.charCodeAt(i)) return false;
  return true;
}
