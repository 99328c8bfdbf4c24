/** Variants that a family of official images offers, as the tags in its library file say. */
interface Family {
  /** `slim-bookworm` or `bookworm-slim`. */
  readonly slim?: 'before' | 'behind';
  readonly alpine?: true;
  /** Words of a tag, besides version and release of the distribution, with which the variants exist too. */
  readonly flavors?: readonly string[];
  /** The family's images without shell and package manager. */
  readonly distroless?: string;
}

const JAVA: Family = { alpine: true, flavors: ['jdk', 'jre', 'jdk-headless'], distroless: 'gcr.io/distroless/java' };

/** Source: the library files of docker-library/official-images. */
const FAMILIES: Readonly<Record<string, Family>> = {
  amazoncorretto: { alpine: true, flavors: ['jdk'], distroless: 'gcr.io/distroless/java' },
  'azul-zulu': JAVA,
  caddy: { alpine: true },
  debian: { slim: 'behind', distroless: 'gcr.io/distroless/base' },
  'eclipse-temurin': JAVA,
  elixir: { slim: 'behind', alpine: true },
  erlang: { slim: 'behind', alpine: true },
  ghost: { alpine: true },
  haproxy: { alpine: true },
  haskell: { slim: 'before' },
  httpd: { alpine: true },
  influxdb: { alpine: true, flavors: ['core', 'data', 'meta'] },
  memcached: { alpine: true },
  nats: { alpine: true },
  nginx: { alpine: true },
  node: { slim: 'behind', alpine: true, distroless: 'gcr.io/distroless/nodejs' },
  openjdk: { slim: 'before', flavors: ['jdk', 'jre'], distroless: 'gcr.io/distroless/java' },
  oraclelinux: { slim: 'behind' },
  perl: { slim: 'before', flavors: ['threaded'] },
  php: { alpine: true, flavors: ['cli', 'fpm', 'zts'] },
  postgres: { alpine: true },
  pypy: { slim: 'before' },
  python: { slim: 'before', alpine: true, distroless: 'gcr.io/distroless/python3' },
  rabbitmq: { alpine: true, flavors: ['management'] },
  redis: { alpine: true },
  redmine: { alpine: true },
  ruby: { slim: 'before', alpine: true },
  sapmachine: { alpine: true, flavors: ['jdk', 'jre'] },
  solr: { slim: 'behind' },
  swift: { slim: 'behind' },
  telegraf: { alpine: true },
  varnish: { alpine: true },
};

const RELEASE =
  '(?:buster|bullseye|bookworm|trixie|forky|sid|stable|oldstable|testing|unstable|focal|jammy|noble|resolute|stretch|jessie|bionic|xenial)';
const TAG = new RegExp(
  `^(?:(latest|lts|current|mainline|stable(?=$|-)|v?\\d[\\w.]*?))?(?:(?:^|-)((?!${RELEASE}(?:$|-))[a-z]+(?:-headless)?))?(?:(?:^|-)(${RELEASE}))?$`,
);

export interface SmallerTags {
  /** Without shell and package manager: another image. */
  readonly distroless?: string;
  readonly alpine?: string;
  readonly slim?: string;
}

/**
 * Tags of the same family and version with less in them; undefined when the family has none, or the tag is one already, or says something that is
 * not understood.
 */
export function smallerTags(family: string, tag: string): SmallerTags | undefined {
  const known = Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
  const match = TAG.exec(tag);
  if (known === undefined || match === null) return undefined;
  const { slim, alpine, flavors = [], distroless } = known;
  const [, said, flavor, release] = match;
  if (flavor !== undefined && !flavors.includes(flavor)) return undefined;
  const version = said === 'latest' ? undefined : said;
  const join = (...parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join('-');
  const slimTag =
    slim && (slim === 'before' ? join(version, flavor, 'slim', release) : join(version, flavor, release, 'slim'));
  const smaller = {
    ...(distroless !== undefined && { distroless }),
    ...(alpine && { alpine: join(version, flavor, 'alpine') }),
    ...(slimTag !== undefined &&
      slimTag !== 'latest-slim' && { slim: family === 'debian' && slimTag === 'slim' ? 'stable-slim' : slimTag }),
  };
  return smaller.alpine === undefined && smaller.slim === undefined ? undefined : smaller;
}
