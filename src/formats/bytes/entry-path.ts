import { limits } from './limits.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** File names are bytes: valid UTF-8 is decoded, any other byte (and NUL) stands as `%XX`. */
export function decodeName(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let ascii = true;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte > 0x7f || byte === 0) {
      ascii = false;
      break;
    }
  }
  if (ascii) return buffer.latin1Slice();
  try {
    return utf8.decode(bytes).replaceAll('\0', '%00');
  } catch {
    let text = '';
    for (const byte of bytes)
      text +=
        byte > 0x7f || byte === 0 ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte);
    return text;
  }
}

/**
 * The canonical form: no leading `/`, no `.`, `..` or empty parts. `..` is taken lexically and cannot leave the root.
 * Undefined when the path is too long or too deep (`limits.pathBytes`, `limits.pathDepth`). The root itself is `''`.
 */
export function canonicalPath(name: string): string | undefined {
  if (name.length > limits.pathBytes) return undefined;
  if (isCanonical(name)) return name;
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.length > limits.pathDepth ? undefined : parts.join('/');
}

/** Nearly every path is canonical as it stands: one look at each character tells. */
function isCanonical(name: string): boolean {
  let start = 0;
  let depth = 0;
  for (let i = 0; i <= name.length; i++) {
    if (i < name.length && name.charCodeAt(i) !== 0x2f) continue;
    const length = i - start;
    if (length === 0 || ++depth > limits.pathDepth) return false;
    if (length < 3 && name.charCodeAt(start) === 0x2e && (length === 1 || name.charCodeAt(start + 1) === 0x2e))
      return false;
    start = i + 1;
  }
  return true;
}

/** Whether a path as written tries to leave the root. */
export function leavesRoot(name: string): boolean {
  if (!name.includes('..')) return false;
  let depth = 0;
  for (const part of name.split('/')) {
    if (part === '..' && --depth < 0) return true;
    if (part !== '' && part !== '.' && part !== '..') depth++;
  }
  return false;
}
