import { describe, expect, it } from 'vitest';
import { attacksOf, textOf } from '../../bench/fuzz/regexps/attacks.ts';
import { excessOf, msOf } from '../../bench/fuzz/regexps/growth.ts';
import { type Literal, literalsOf } from '../../bench/fuzz/regexps/literals.ts';
import { programFiles } from '../../tools/lib/source-files.ts';
import { rounds } from '../kit/rounds.ts';

/**
 * Every regular expression of the program against texts made to hurt it: none may take more than its share of time as the text grows.
 * The exceptions see texts of bounded length only, and are held to a time at that length.
 */
const BOUNDED: readonly (readonly [path: string, start: string, most: number, why: string])[] = [
  ['src/formats/licenses/license-of.ts', '(\\(|\\)|\\s+(?:and', 256, 'longer texts are not read as expressions'],
  ['src/knowledge/feeds/parts/ids.ts', '^(?!CVE)', 1000, 'entries are cut'],
  ['src/io/daemon/similar-names.ts', '[:@]', 1024, 'names of images that a daemon lists'],
  ['src/io/layout/printable.ts', '(^|', 4096, 'a name is looked at as far'],
  ['src/io/registry/credentials.ts', '\\0+$', 1024, "the user's own file"],
  ['src/io/registry/credentials.ts', '\\/+$', 1024, "the user's own file"],
  ['src/io/registry/place.ts', '\\/+$', 1024, "the user's own file"],
  ['src/io/registry/mirrors/hosts-toml.ts', '\\/+$', 1024, "the user's own file"],
  ['src/io/registry/mirrors/registries-conf.ts', '\\/+$', 1024, "the user's own file"],
];

/** Made of texts of the program's own. They see names of files, versions (4,096 characters at most), tags (128) and words of Dockerfiles. */
const MADE = [
  'src/app/lint/hcl.ts',
  'src/formats/bytes/java-file-name.ts',
  'src/formats/versions/golang.ts',
  'src/judgment/lint/invalid-default-arg.ts',
  'src/judgment/lint/label-email.ts',
  'src/judgment/lint/multi-stage/images-to-run.ts',
  'src/judgment/lint/multi-stage/runs.ts',
  'src/judgment/lint/multi-stage/write-stages.ts',
  'src/judgment/lint/parts/image-families.ts',
];

/** Rules about Dockerfiles see the text of one command, 64 KiB at most; all else is held to a second for ten megabytes. */
const shareOf = ({ path }: Literal) => (path.startsWith('src/judgment/lint/') ? 1 : 40);

/** What is quadratic shows itself at a few thousand characters; `RELIABILITY_ROUNDS` above 1 tries the longest too. */
const MOST = rounds > 1 ? Number.POSITIVE_INFINITY : 4096;

const literals = programFiles().flatMap(({ path, text }) => literalsOf(path, text));
const boundOf = ({ path, source }: Literal) =>
  BOUNDED.find(([file, start]) => path === file && source.startsWith(start));
const nameOf = ({ path, line, source }: Literal) => `${path}:${line} /${source}/`;

it('all regular expressions of the program are known here', () => {
  expect(literals.length).toBeGreaterThan(250);
  const made = programFiles().filter(({ text }) => /\bnew RegExp\(/.test(text));
  expect(made.map(({ path }) => path)).toEqual(MADE);
});

it('none takes more than its share of time as a text grows, nor more than a second for ten megabytes', {
  timeout: 240_000,
}, () => {
  const slow = literals
    .filter((literal) => boundOf(literal) === undefined)
    .flatMap((literal) => {
      const pattern = new RegExp(literal.source, literal.flags);
      const excess = excessOf(pattern, MOST);
      if (excess !== undefined) return [{ name: nameOf(literal), ...excess }];
      const [worst] = attacksOf(literal.source)
        .map((attack) => ({ attack, ms: msOf(pattern, textOf(attack, 4096)) }))
        .sort((a, b) => b.ms - a.ms);
      if (worst === undefined) return [];
      const measure = () => msOf(pattern, textOf(worst.attack, 1 << 18));
      const ms = Math.min(measure(), measure(), measure());
      return ms * shareOf(literal) > 1000 ? [{ name: nameOf(literal), ms, attack: worst.attack }] : [];
    });
  expect(slow).toEqual([]);
});

it.each(BOUNDED)('%s /%s…/ takes no time at its bound of %i characters', (path, start, most) => {
  for (const { source, flags } of literals.filter(
    (literal) => literal.path === path && literal.source.startsWith(start),
  ))
    for (const attack of attacksOf(source))
      expect(msOf(new RegExp(source, flags), textOf(attack, most))).toBeLessThan(100);
});

describe('the tool', () => {
  it.each([
    ['nested repetitions', /^(?:a+)+$/],
    ['alternatives that overlap', /^(?:a|a)*$/],
    ['neighbors that fit the same text', /^\d+\d+\d+$/],
    ['blanks at the end, tried from each one', /\s+$/],
    ['a body tried from each head', /<!--.*-->/],
  ])('finds %s', (_what, pattern) => {
    expect(excessOf(pattern)?.ratio).toBeGreaterThan(2.5);
  });

  it.each([/^\s*\w+=/, /^[a-z]+(?:-[a-z]+)*$/, /\d+/g])('finds nothing in %s', (pattern) => {
    expect(excessOf(pattern)).toBeUndefined();
  });

  it('sees regular expressions where they stand, and divisions where they do', () => {
    const text =
      "const a = b / c / d; // '/x/'\nconst e = /[/]\\/'/g.test(`$\x7bf.replace(/\\s/, '/')} /no/`) ? /y/ : '/z/';";
    expect(literalsOf('x.ts', text)).toEqual([
      { path: 'x.ts', line: 2, source: "[/]\\/'", flags: 'g' },
      { path: 'x.ts', line: 2, source: '\\s', flags: '' },
      { path: 'x.ts', line: 2, source: 'y', flags: '' },
    ]);
  });
});
