/** Pairs of versions as the native tools are asked about them: soups of atoms, one a small change of the other, by a fixed seed. */

interface Soup {
  /** The most atoms after a head: few where the grammar is narrow, or nearly all would be invalid. */
  readonly atMost: number;
  readonly heads: readonly string[];
  readonly atoms: readonly string[];
}

const soups: Readonly<Record<string, Soup>> = {
  apk: {
    atMost: 5,
    heads: ['0', '1', '2', '10', '01'],
    atoms: '.0 .1 .2 .9 .10 .01 .05 .010 .001 .1 .2 a b z _alpha _beta _pre _rc _rc1 _rc2 _cvs _svn _git _hg _p _p1 _p10 _git20230101 ~ab12 ~0f -r0 -r1 -r10 -r2'.split(' '),
  },
  deb: {
    atMost: 5,
    heads: ['0', '1', '2', '10', '01', '1:0', '0:1', '2:1', '1.0', '20200101'],
    atoms: '0 1 2 9 10 01 00 . . + ~ - ~ a b z A rc dfsg ubuntu deb12u1 ~bpo12 +b1 ~rc1 -1 -0 -1ubuntu2 +really1.2 : 99999999999999999999 _ -1 .0 .1 .2 ~~'.split(' '),
  },
  gem: {
    atMost: 4,
    heads: ['0', '1', '2', '10', '01'],
    atoms: '.0 .1 .2 .9 .10 .01 .a .b .A .rc .rc1 .pre .pre1 .beta.2 a b 0 1 -1 -a -rc.1 - .99999999999999999999 .0.0 . _ .x1y2'.split(' '),
  },
  golang: {
    atMost: 2,
    heads: ['v0', 'v1.0', 'v1.2', 'v1.2.3', 'v1.2.10', 'v2.0.0', 'v0.0.0', 'v1.10.0', 'v0.0.1', 'v1.2.3', 'v01', 'v'],
    atoms: '.0 .1 .2 .9 .10 .01 -0 -1 -a -rc.1 -rc.2 -rc1 -beta -alpha.1 -20190101000000-abcdef123456 -0.20200101000000-abcdef123456 .0.20200101000000-0123456789ab +incompatible +meta .a .1b .99999999999999999999 - + _ .-'.split(' '),
  },
  maven: {
    atMost: 5,
    heads: ['0', '1', '2', '10', '01', '1.0', 'alpha', 'x', '1.2.3'],
    atoms: '.0 .1 .2 .9 .10 .01 .0 -0 -1 -2 -10 0 1 a1 b2 m3 a b m x -alpha -beta -milestone -rc -cr -SNAPSHOT -ga -final -release -sp -RC1 -M2 -alpha-1 -jre -android .Final .RELEASE .GA .SP1 .alpha .x -x - . .- -- _1 +b .99999999999 .99999999999999999999 -20200101.120000-1 .v2020 é'.split(' '),
  },
  pep440: {
    atMost: 3,
    heads: ['0', '1', '2', '10', '01', '1.0', '1!0', '2!1', 'v1', '1.2.3', ''],
    atoms: '.0 .1 .2 .9 .10 .01 a1 b2 rc1 c1 .a1 -alpha.1 _beta_2 pre1 preview2 a b rc .post1 .post2 -1 -2 post rev1 r2 .dev0 .dev1 dev -dev2 +local +1 +abc.1 +ubuntu-1 .0 .Dev3 RC2 .99999999999999999999 ! x - . +'.split(' '),
  },
  rpm: {
    atMost: 5,
    heads: ['0', '1', '2', '10', '01', '1:0', '0:1', '2:1', '1.0', '20200101', 'a'],
    atoms: '0 1 2 9 10 01 00 . . + ~ ^ _ a b z A rc el8 .el9 .fc38 ~rc1 ^git1 ^20200101 .. -1 -0 -1.el8 -2.el9_2 99999999999999999999 .0 .a'.split(' '),
  },
  semver: {
    atMost: 3,
    heads: ['0.0.0', '1.0.0', '1.2.3', '1.10.0', '10.2.3', 'v1.2.3', '=1.2.3', '01.2.3', '1.2.10', '99999999999.0.0'],
    atoms: '-0 -1 -01 -a -rc.1 -rc.2 -rc1 -beta -alpha.1 -alpha.beta .0 .1 .2 .10 .01 .a .b .A .1b +meta +build.5 -- - a beta .-x + _ -x.7.z.92 .9007199254740991'.split(' '),
  },
};

/** `count` pairs for the scheme named `id`; the same seed gives the same pairs. */
export function versionPairs(id: string, seed: number, count: number): (readonly [string, string])[] {
  const soup = soups[id];
  if (soup === undefined) throw new Error(`no soup for ${id}`);
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const fresh = (): string[] => [pick(soup.heads), ...Array.from({ length: Math.floor(random() * (soup.atMost + 1)) }, () => pick(soup.atoms))];
  const changed = (parts: readonly string[]): string[] => {
    const copy = [...parts];
    const at = 1 + Math.floor(random() * copy.length);
    const kind = random();
    if (kind < 0.4) copy.splice(at, 0, pick(soup.atoms));
    else if (kind < 0.6) copy.splice(at, 1);
    else if (kind < 0.9) copy.splice(at, 1, pick(soup.atoms));
    else copy[0] = pick(soup.heads);
    return copy;
  };
  return Array.from({ length: count }, () => {
    const one = fresh();
    const two = random() < 0.85 ? changed(one) : fresh();
    return [one.join(''), two.join('')] as const;
  });
}

/** mulberry32: a small generator with a seed; Math.random has none. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

// node testdata/pairs.ts <scheme> <seed> <count>: one pair a line, a tab between, for testdata/<scheme>/native.*
if (process.argv[1]?.endsWith('testdata/pairs.ts')) {
  const [id, seed, count] = process.argv.slice(2);
  for (const [a, b] of versionPairs(id!, Number(seed), Number(count))) process.stdout.write(`${a}\t${b}\n`);
}
