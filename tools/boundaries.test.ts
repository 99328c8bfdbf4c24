import { describe, expect, it } from 'vitest';
import { breachesOf } from './lib/boundaries.ts';
import { importsOf } from './lib/imports.ts';
import { programFiles } from './lib/source-files.ts';

describe('who may import whom (DESIGN §3)', () => {
  it('holds for the program', () => {
    expect(breachesOf(programFiles()).join('\n')).toBe('');
  });
});

/** A tree that keeps the rules. */
const sound = {
  'src/model/package.ts': '',
  'src/util/glob.ts': '',
  'src/ports/clock.ts': `import type { Package } from '../model/package.ts';`,
  'src/formats/bytes/tar.ts': `import { glob } from '../../util/glob.ts';\nimport { inflateSync } from 'node:zlib';`,
  'src/contents/secrets/matcher.ts': '',
  'src/contents/inspectors/malware.ts': `import { matcher } from '../secrets/matcher.ts';`,
  'src/knowledge/match/match.ts': `import type { Clock } from '../../ports/clock.ts';`,
  'src/knowledge/join/join.ts': '',
  'src/report/index.ts': `export const load = async () => (await import('./json.ts')).json;`,
  'src/report/json.ts': '',
  'src/scan/judge.ts': `import { match } from '../knowledge/match/match.ts';`,
  'src/io/files.ts': `import { readFileSync } from 'node:fs';\nimport { tar } from '../formats/bytes/tar.ts';`,
  'src/app/plimsoll.ts': `import { judge } from '../scan/judge.ts';\nimport { files } from '../io/files.ts';`,
  'src/cli/scan.ts': `import { plimsoll } from '../app/plimsoll.ts';`,
};

const breachesWith = (changes: Readonly<Record<string, string>>) =>
  breachesOf(Object.entries({ ...sound, ...changes }).map(([path, text]) => ({ path, text })));

describe('the checker', () => {
  it('finds nothing in a sound tree', () => {
    expect(breachesWith({})).toEqual([]);
  });

  it('an import of io into match is one line that names both files and the rule', () => {
    expect(breachesWith({ 'src/knowledge/match/match.ts': `import { files } from '../../io/files.ts';` })).toEqual([
      'src/knowledge/match/match.ts imports src/io/files.ts: knowledge/match may import model, formats, ports, util only',
    ]);
  });

  it.each([
    ['a type', 'src/knowledge/match/match.ts', `import type { F } from '../../io/files.ts';`, 'src/io/files.ts'],
    ['a re-export', 'src/knowledge/match/match.ts', `export * from '../../io/files.ts';`, 'src/io/files.ts'],
    ['a type query', 'src/model/package.ts', `type C = import('../ports/clock.ts').Clock;`, 'src/ports/clock.ts'],
    ['rooms of one hall', 'src/knowledge/match/match.ts', `import '../join/join.ts';`, 'src/knowledge/join/join.ts'],
    [
      'the other way round',
      'src/contents/secrets/matcher.ts',
      `import '../inspectors/malware.ts';`,
      'src/contents/inspectors/malware.ts',
    ],
    ['an effect', 'src/scan/judge.ts', `import fs from 'node:fs';`, 'node:fs'],
    ['the own index', 'src/report/json.ts', `import { load } from './index.ts';`, 'src/report/index.ts'],
    ['no ending', 'src/io/files.ts', `import x from '../formats/bytes/tar';`, 'src/formats/bytes/tar'],
    ['a test kit', 'src/scan/judge.ts', `import x from '../../test/kit/image.ts';`, 'test/kit/image.ts'],
    ['nothing', 'src/scan/judge.ts', `import x from './gone.ts';`, 'src/scan/gone.ts'],
    ['a way past app', 'src/cli/scan.ts', `import { files } from '../io/files.ts';`, 'src/io/files.ts'],
  ])('sees %s', (_, path, text, target) => {
    const [first] = breachesWith({ [path]: text });
    expect(first).toMatch(`${path} imports ${target}: `);
  });

  it('sees a file in no room', () => {
    expect(breachesWith({ 'src/helpers/x.ts': '' })).toEqual(['src/helpers/x.ts lies in no room of DESIGN §3']);
  });

  it('sees rooms that import each other', () => {
    expect(breachesWith({ 'src/model/package.ts': `import '../ports/clock.ts';` })).toContain(
      'model (src/model/package.ts) → ports (src/ports/clock.ts) → model: no cycle between rooms',
    );
  });
});

it('imports are read past comments, over lines, and in calls', () => {
  const text = [
    `import {\n  a, // from 'no'\n  type B,\n} from './b.ts';`,
    `// import x from './no.ts';`,
    `/* import y from './no.ts'; */`,
    `const glob = '**/*.ts'; import('./c.ts');`,
    `import './d.ts';`,
    `export { e } from "./e.ts";`,
    `export const from = 'f';`,
  ].join('\n');
  expect(importsOf(text)).toEqual(['./b.ts', './c.ts', './d.ts', './e.ts']);
});
