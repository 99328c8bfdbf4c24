/** Folders whose first level are rooms of their own. */
const HALLS = ['formats', 'contents', 'knowledge', 'judgment'];

/** Arrows of a floor. A name of a hall stands for all its rooms; `util` is open to all and not repeated. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  util: [],
  ports: ['model'],
  formats: ['model'],
  image: ['model', 'formats'],
  contents: ['model', 'formats'],
  knowledge: ['model', 'formats', 'ports'],
  judgment: ['model', 'formats', 'ports'],
  surgery: ['model', 'formats', 'image'],
  report: ['model', 'formats'],
  scan: ['model', 'ports', 'formats', 'image', 'contents', 'knowledge', 'judgment', 'surgery', 'report'],
  io: ['model', 'ports', 'formats/bytes'],
  app: ['model', 'ports', 'formats', 'image', 'contents', 'knowledge', 'judgment', 'surgery', 'report', 'scan', 'io'],
  api: ['model'],
  cli: ['model', 'ports', 'api', 'app', 'report'],
  server: ['model', 'ports', 'api', 'app', 'report'],
  // The program's entry lies above all rooms and hands the list of commands to the command line.
  main: ['app', 'cli'],
};

/** What single rooms may import besides the arrows of their floor. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  'formats/sbom': ['formats/bytes'],
  'formats/vex': ['formats/bytes'],
  'contents/inspectors': ['contents/secrets'],
  'judgment/lint': ['contents/secrets'],
  'judgment/base': ['image'],
  'judgment/usage': ['image'],
};

/** Rooms that may import less than their floor. */
const LESS: Readonly<Record<string, readonly string[]>> = {
  'contents/catalogers': ['model', 'formats/bytes', 'formats/versions', 'formats/licenses', 'formats/sbom'],
};

/** From `model` to `scan` everything is pure. */
const EFFECTFUL = new Set(['io', 'app', 'api', 'cli', 'server', 'main']);
const PURE_MODULES = ['node:buffer', 'node:crypto', 'node:zlib', 'node:util'];

/** The room of a file below `src`, or undefined when it lies in none that DESIGN §3 names. */
export function roomOf(path: string): string | undefined {
  if (path === 'src/main.ts') return 'main';
  const [top, floor, second, ...rest] = path.split('/');
  if (top !== 'src' || floor === undefined || second === undefined || FLOORS[floor] === undefined) return undefined;
  return HALLS.includes(floor) && rest.length > 0 ? `${floor}/${second}` : floor;
}

/** Rooms and halls that a room may import. */
export function allowedRooms(room: string): readonly string[] {
  const arrows = LESS[room] ?? FLOORS[floorOf(room)] ?? [];
  return [...arrows, ...(MORE[room] ?? []), ...(room === 'util' ? [] : ['util'])];
}

export function mayImportRoom(room: string, other: string): boolean {
  return room === other || allowedRooms(room).some((allowed) => allowed === other || allowed === floorOf(other));
}

export function mayImportModule(room: string, module: string): boolean {
  return EFFECTFUL.has(floorOf(room)) || PURE_MODULES.includes(module);
}

function floorOf(room: string): string {
  return room.split('/')[0]!;
}
