import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFiles, root } from './lib/source-files.ts';

/** A folder of plugins: `index.ts` exports `list`; `aside` are files of the folder that are no plugins, with the reason. */
interface PluginFolder {
  readonly folder: string;
  readonly list: string;
  readonly aside?: Readonly<Record<string, string>>;
}

const folders: readonly PluginFolder[] = [
  { folder: 'src/cli', list: 'commands', aside: { main: 'the entry of the program' } },
  { folder: 'src/contents/catalogers', list: 'catalogers' },
  {
    folder: 'src/formats/sbom',
    list: 'sbomFormats',
    aside: { 'parse-sbom': 'finds out which format a document has' },
  },
  { folder: 'src/formats/versions', list: 'versionSchemes' },
  { folder: 'src/judgment/lint', list: 'lintRules' },
  { folder: 'src/knowledge/feeds', list: 'feeds' },
  {
    folder: 'src/report',
    list: 'outputFormats',
    aside: { filter: 'what commands cut out of a report, for every format' },
  },
];

/** What lists hold: the plugin itself, or its id and a way to load it. */
interface Listed {
  readonly id: string;
  readonly load?: () => Promise<unknown>;
}

/** What a file of the repository exports. */
const exportsOf = <T>(path: string): Promise<Record<string, T>> => import(join(root, path));

const camelCase = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

describe.each(folders)('$folder', ({ folder, list, aside = {} }) => {
  const names = programFiles()
    .filter(({ path }) => posix.dirname(path) === folder)
    .map(({ path }) => posix.basename(path, '.ts'))
    .filter((name) => name !== 'index' && !(name in aside));
  const listed = async () => (await exportsOf<readonly Listed[]>(`${folder}/index.ts`))[list] ?? [];

  it('its list holds exactly its files, sorted, each under the id that is its name', async () => {
    expect((await listed()).map(({ id }) => id)).toEqual([...names].sort());
  });

  it.each(names)('%s exports one constant of its name', async (name) => {
    const plugin = (await exportsOf<Listed>(`${folder}/${name}.ts`))[camelCase(name)];
    const own = (await listed()).find(({ id }) => id === name);
    expect(plugin?.id).toBe(name);
    expect(own?.load === undefined ? own : await own.load()).toBe(plugin);
  });
});

it('every folder whose index.ts is a list is known here', () => {
  const lists = programFiles()
    .filter(({ path, text }) => path.endsWith('/index.ts') && /as const satisfies readonly /.test(text))
    .map(({ path }) => posix.dirname(path));
  expect(lists).toEqual(folders.map(({ folder }) => folder));
});
