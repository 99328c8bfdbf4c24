/** FNV-1a over the UTF-16 units of a path: spreads well and needs no buffer. Not a defence: every hit is compared. */
export function hashPath(path: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
