import { smallerTags } from '../parts/image-families.ts';
import type { Application } from './application.ts';
import { baseNameOf } from './paths.ts';
import type { RunEffects } from './runs.ts';

/** The base as it is written. */
export function sameImage({ stage }: Application): string {
  return stage.from.image.value;
}

/** Whether it is an image of the Docker library, of which is known what lies in it; a digest names one that has no variants. */
export function isOfficial({ image }: Application): boolean {
  const isHub = image.registry === undefined || image.registry === 'docker.io';
  return isHub && /^(?:library\/)?[a-z-]+$/.test(image.repository) && image.digest === undefined;
}

/** The same version with less in it, or the same image where there is none. */
export function slimImage(app: Application, family: string): string {
  const { tag } = app.image;
  const slim = tag !== undefined && isOfficial(app) ? smallerTags(family, tag)?.slim : undefined;
  return slim === undefined ? sameImage(app) : sameImage(app).replace(/:[^:/]*$/, `:${slim}`);
}

/** The distribution that a tag names: `1.22-alpine3.20` is alpine:3.20, `1.22-bookworm` is debian:bookworm-slim. */
export function distributionImage(app: Application): string {
  const { tag = '' } = app.image;
  const alpine = /(?:^|-)alpine(\d+\.\d+)$/.exec(tag)?.[1];
  if (alpine !== undefined && isOfficial(app)) return `alpine:${alpine}`;
  const debian = /(?:^|-)(buster|bullseye|bookworm|trixie)$/.exec(tag)?.[1];
  return debian !== undefined && isOfficial(app) ? `debian:${debian}-slim` : sameImage(app);
}

/** The runtime of the same Java: of Temurin, on which the images of Maven and Gradle stand. */
export function jreImage(app: Application): string {
  const { tag = '' } = app.image;
  const family = app.image.repository.replace(/^library\//, '');
  const release = '(-(?:alpine|focal|jammy|noble|ubi9-minimal))?';
  const patterns: Readonly<Record<string, RegExp>> = {
    maven: new RegExp(`(?:^|-)eclipse-temurin-(\\d+)${release}$`),
    gradle: new RegExp(`(?:^|-)jdk-?(\\d+)${release}$`),
    'eclipse-temurin': new RegExp(`^(\\d[\\w.]*)-jdk${release}$`),
  };
  const match = isOfficial(app) ? patterns[family]?.exec(tag) : undefined;
  return match ? `eclipse-temurin:${match[1]}-jre${match[2] ?? ''}` : sameImage(app);
}

/** ASP.NET's runtime of the same version. */
export function dotnetImage(app: Application): string {
  const { image } = app;
  const isKnown =
    image.registry === 'mcr.microsoft.com' && image.repository === 'dotnet/sdk' && image.tag !== undefined;
  return isKnown && image.digest === undefined ? `mcr.microsoft.com/dotnet/aspnet:${image.tag}` : sameImage(app);
}

const TOOLS = /^(?:curl|wget|git|nc|netcat|ps|procps|psql|mysql|redis-cli)$/;

/** The smaller image, unless what is started needs a tool that only the larger one brings. */
export function withoutTools(app: Application, { packages }: RunEffects, smaller: string): string {
  const needed = [app.start, ...(app.health ? [app.health] : [])]
    .flatMap(({ words }) => words.map(baseNameOf))
    .filter((name) => TOOLS.test(name) && !packages.some((text) => text.startsWith(name)));
  const isThere = needed.every((name) => name === 'wget' && /alpine/.test(smaller));
  return isThere ? smaller : sameImage(app);
}
