import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';
import { foreignBases, type ImageName } from './parts/images.ts';
import { type PlatformName, parsePlatform } from './parts/platforms.ts';

/** Only where the name of the image tells its platform: official images have a name for each (`arm64v8/alpine`). */
export const basePlatformMismatch: LintRule = {
  id: 'base-platform-mismatch',
  level: 'error',
  title: 'The base image is not of the platform that is asked for',
  why: 'The builder takes the image all the same, and its programs cannot be started: exec format error.',
  aliases: ['InvalidBaseImagePlatform'],
  *check(file) {
    for (const { from, image } of foreignBases(file)) {
      const flag = flagOf(from, 'platform')?.value;
      const asked = flag === undefined || flag.variables.length > 0 ? undefined : parsePlatform(flag.value);
      const own = platformOf(image);
      if (asked === undefined || own === undefined) continue;
      if (asked.os === own.os && asked.architecture === own.architecture) continue;
      const message = `The image is for ${own.os}/${own.architecture}, not for ${asked.os}/${asked.architecture}`;
      yield { span: from.image.span, subject: from.image.value, message };
    }
  },
};

/** Names of Docker's official images by architecture. */
const NAMESPACES: Readonly<Record<string, string>> = {
  amd64: 'amd64',
  arm32v5: 'arm',
  arm32v6: 'arm',
  arm32v7: 'arm',
  arm64v8: 'arm64',
  i386: '386',
  mips64le: 'mips64le',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
};

function platformOf({ registry, repository }: ImageName): PlatformName | undefined {
  if (registry === 'mcr.microsoft.com' && /^windows(?:$|\/)/.test(repository))
    return { os: 'windows', architecture: 'amd64' };
  const [namespace = '', ...rest] = repository.split('/');
  const isHub = registry === undefined || registry === 'docker.io';
  const architecture =
    isHub && rest.length === 1 && Object.hasOwn(NAMESPACES, namespace) ? NAMESPACES[namespace] : undefined;
  return architecture === undefined ? undefined : { os: 'linux', architecture };
}
