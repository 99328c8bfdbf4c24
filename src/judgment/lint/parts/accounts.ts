import type { ImageName } from './images.ts';

/** How the program of an image comes to run as somebody else than root. */
export interface Account {
  /** What makes the user, where the image has none. */
  readonly create?: string;
  /** Numbers: they mean the same to every orchestrator. */
  readonly user: string;
}

const ID = 10001;
const NEW = `${ID}:${ID}`;
const SHADOW = `RUN groupadd --gid ${ID} app && useradd --uid ${ID} --gid ${ID} --no-log-init --no-create-home --shell /usr/sbin/nologin app`;
const BUSYBOX = `RUN addgroup -g ${ID} -S app && adduser -u ${ID} -S -D -H -G app app`;

const SHADOW_IMAGES =
  /^(?:debian|ubuntu|python|golang|ruby|rust|perl|php|openjdk|eclipse-temurin|maven|gradle|buildpack-deps|nginx|httpd|fedora|centos|rockylinux|almalinux|tomcat|r-base|elixir|erlang|haskell|swift|dotnet\/(?:sdk|aspnet|runtime))$/;
const DEBIAN_TAG = /(?:^|-)(?:slim|buster|bullseye|bookworm|trixie|focal|jammy|noble)(?:$|-)/;

/** An account for images that stand on a base; undefined where the base is not known well enough. */
export function accountFor({ registry, repository, tag = '' }: ImageName): Account | undefined {
  const name = repository.replace(/^library\//, '');
  if (name === 'scratch' && registry === undefined) return { user: NEW };
  if (registry === 'gcr.io' && name.startsWith('distroless/')) return { user: '65532:65532' };
  if (name === 'node') return { user: '1000:1000' };
  if (name === 'alpine' || /(?:^|-)alpine/.test(tag)) return { create: BUSYBOX, user: NEW };
  return SHADOW_IMAGES.test(name) || DEBIAN_TAG.test(tag) ? { create: SHADOW, user: NEW } : undefined;
}

/** Images that are made to run as somebody else than root. */
export function isRootless({ registry, repository, tag = '' }: ImageName): boolean {
  return (
    /nonroot|unprivileged|rootless|non-root/.test(`${repository}:${tag}`) ||
    /^(?:cgr\.dev|dhi\.io)$/.test(registry ?? '') ||
    /^bitnami(?:legacy)?\//.test(repository)
  );
}

/** The instructions that make the account and take it on. */
export function accountLines({ create, user }: Account): string[] {
  return [...(create === undefined ? [] : [create]), `USER ${user}`];
}
