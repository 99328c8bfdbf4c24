import { parseImageName } from '../../judgment/lint/parts/images.ts';
import type { Lifecycle } from '../../model/knowledge.ts';
import type { BaseKnowledge } from '../../model/lint.ts';

/** Images of Docker Hub and what endoflife.date calls what is in them. All others go by their own name. */
const PRODUCTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpine: 'alpine-linux',
    almalinux: 'almalinux',
    amazoncorretto: 'amazon-corretto',
    amazonlinux: 'amazon-linux',
    elasticsearch: 'elasticsearch',
    golang: 'go',
    httpd: 'apache-http-server',
    mongo: 'mongodb',
    node: 'nodejs',
    postgres: 'postgresql',
    rockylinux: 'rocky-linux',
    'rockylinux/rockylinux': 'rocky-linux',
    'opensuse/leap': 'opensuse',
    'eclipse-temurin': 'eclipse-temurin',
    'dotnet/sdk': 'dotnet',
    'dotnet/aspnet': 'dotnet',
    'dotnet/runtime': 'dotnet',
  }),
);

/** Where official images lie; an image of another's registry may have the same name and be something else. */
const OFFICIAL =
  /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|public\.ecr\.aws|mcr\.microsoft\.com|mirror\.gcr\.io)$/;

/** What lifecycles tell of a base image: the earliest end of support of what its tag names, software or distribution. */
export function baseKnowledge(look: (product: string) => readonly Lifecycle[]) {
  const kept = new Map<string, readonly Lifecycle[]>();
  const lifecycles = (product: string) => {
    const known = kept.get(product) ?? look(product);
    kept.set(product, known);
    return known;
  };
  return (reference: string): BaseKnowledge | undefined => {
    const { registry, repository, tag } = parseImageName(reference);
    if (tag === undefined || (registry !== undefined && !OFFICIAL.test(registry))) return undefined;
    const name = repository.replace(/^(?:docker\/)?library\//, '');
    const product = PRODUCTS.get(name) ?? name;
    if (product.includes('/')) return undefined;
    const [version = '', ...rest] = tag.toLowerCase().split('-');
    const own = cycleOf(lifecycles(product), version);
    const ends = [own, ...rest.flatMap((word) => distributionOf(word, lifecycles))].flatMap(
      (cycle) => endOf(cycle) ?? [],
    );
    const earliest = ends.sort(compareEnds)[0];
    return earliest === undefined ? undefined : { endOfLife: earliest };
  };
}

/** The cycle of a version, or of its first parts: `3.18.2` is of `3.18`; or of a code name. */
function cycleOf(cycles: readonly Lifecycle[], version: string): Lifecycle | undefined {
  const parts = version.replace(/^v/, '').split('.');
  for (let length = parts.length; length > 0; length--) {
    const wanted = parts.slice(0, length).join('.');
    const found = cycles.find(({ cycle, codename }) => cycle === wanted || isCodename(codename, wanted));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `-bookworm`, `-jammy`, `-alpine3.18`: what the software stands on. */
function distributionOf(word: string, lifecycles: (product: string) => readonly Lifecycle[]): Lifecycle[] {
  const alpine = /^alpine(\d[\d.]*)$/.exec(word)?.[1];
  const found =
    alpine === undefined
      ? [...lifecycles('debian'), ...lifecycles('ubuntu')].find(({ codename }) => isCodename(codename, word))
      : cycleOf(lifecycles('alpine-linux'), alpine);
  return found === undefined ? [] : [found];
}

/** `Jammy Jellyfish` goes by `jammy`. */
function isCodename(codename: string | undefined, word: string): boolean {
  return codename !== undefined && word !== '' && codename.toLowerCase().split(' ')[0] === word;
}

/** Debian's LTS counts: it is open to everybody. Others' extended support is bought. */
function endOf(cycle: Lifecycle | undefined): string | true | undefined {
  const extended = cycle?.product === 'debian' ? cycle.endOfExtendedSupport : undefined;
  const end = (typeof extended === 'string' ? extended : undefined) ?? cycle?.endOfLife;
  return end === false ? undefined : end;
}

/** What ended on a day that nobody named ended first. */
function compareEnds(a: string | true, b: string | true): number {
  if (a === b) return 0;
  if (a === true || b === true) return a === true ? -1 : 1;
  return a < b ? -1 : 1;
}
