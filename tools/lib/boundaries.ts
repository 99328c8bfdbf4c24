import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import { allowedRooms, mayImportModule, mayImportRoom, roomOf } from './rooms.ts';
import type { SourceFile } from './source-files.ts';

/** Every breach of the import table (DESIGN §3) by these files, one line each: both files and the rule. Sorted by file. */
export function breachesOf(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  const breaches = files.flatMap((file) => breachesOfFile(file, known));
  return [...breaches, ...cyclesOf(files)];
}

function breachesOfFile({ path, text }: SourceFile, known: ReadonlySet<string>): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} lies in no room of DESIGN §3`];
  return importsOf(text).flatMap((specifier) => {
    const says = (what: string, rule: string) => [`${path} imports ${what}: ${rule}`];
    if (specifier.startsWith('node:')) {
      return mayImportModule(room, specifier)
        ? []
        : says(specifier, `${room} uses no node: module but buffer, crypto, zlib, util`);
    }
    if (!specifier.startsWith('.')) return [];
    const target = posix.join(posix.dirname(path), specifier);
    const other = roomOf(target);
    if (!specifier.endsWith('.ts')) return says(target, 'relative imports end in .ts');
    if (other === undefined) return says(target, 'the program imports nothing outside the rooms of src');
    if (!known.has(target)) return says(target, 'there is no such file of the program');
    if (!mayImportRoom(room, other)) return says(target, `${room} may import ${allowedRooms(room).join(', ')} only`);
    return isOwnIndex(path, target, room) ? says(target, 'nobody inside a room imports its own index.ts') : [];
  });
}

function isOwnIndex(path: string, target: string, room: string): boolean {
  return (
    target.startsWith(`src/${room}/`) && target.endsWith('/index.ts') && path.startsWith(`${posix.dirname(target)}/`)
  );
}

/** Rooms that import each other, however far around, one line for each circle found; each arrow names a file that makes it. */
function cyclesOf(files: readonly SourceFile[]): string[] {
  const arrows = new Map<string, Map<string, string>>();
  for (const { path, text } of files) {
    const from = roomOf(path);
    if (from === undefined) continue;
    for (const specifier of importsOf(text)) {
      const to = specifier.startsWith('.') ? roomOf(posix.join(posix.dirname(path), specifier)) : undefined;
      if (to === undefined || to === from) continue;
      const known = arrows.get(from) ?? new Map<string, string>();
      arrows.set(from, known.set(to, known.get(to) ?? path));
    }
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (room: string, trail: readonly string[]): void => {
    const at = trail.indexOf(room);
    if (at >= 0) {
      const rooms = trail.slice(at);
      const least = rooms.indexOf([...rooms].sort()[0]!);
      const circle = [...rooms.slice(least), ...rooms.slice(0, least)];
      const steps = circle.map((from, i) => `${from} (${arrows.get(from)?.get(circle[i + 1] ?? circle[0]!)})`);
      found.push(`${steps.join(' → ')} → ${circle[0]}: no cycle between rooms`);
    } else if (!done.has(room)) {
      for (const next of arrows.get(room)?.keys() ?? []) visit(next, [...trail, room]);
      done.add(room);
    }
  };
  for (const room of [...arrows.keys()].sort()) visit(room, []);
  return found;
}
