import type { Reference } from '../../../model/reference.ts';
import { officialFamilyOf } from './base-images.ts';

/** Official images that are not built any more, and what took their place. Source: the deprecation notices in their descriptions. */
const IMAGES: Readonly<Record<string, string>> = {
  adoptopenjdk: 'eclipse-temurin',
  centos: 'almalinux, rockylinux or quay.io/centos/centos',
  consul: 'hashicorp/consul',
  django: 'python',
  fsharp: 'mcr.microsoft.com/dotnet/sdk',
  iojs: 'node',
  java: 'eclipse-temurin',
  jenkins: 'jenkins/jenkins',
  'nats-streaming': 'nats',
  nuxeo: 'docker.packages.nuxeo.com',
  openjdk: 'eclipse-temurin or amazoncorretto',
  opensuse: 'opensuse/leap',
  piwik: 'matomo',
  rails: 'ruby',
  sentry: 'getsentry/sentry',
  vault: 'hashicorp/vault',
};

/** What took the place of an image that nobody builds any more; undefined for others. */
export function successorOf(reference: Reference): string | undefined {
  if (reference.registry === 'k8s.gcr.io') return `registry.k8s.io/${reference.repository}`;
  const family = officialFamilyOf(reference);
  // Early versions go on to be built under the old name.
  if (family === 'openjdk' && /-(?:ea|rc)\b/.test(reference.tag ?? '')) return undefined;
  return family !== undefined && Object.hasOwn(IMAGES, family) ? IMAGES[family] : undefined;
}
