import type { Reference } from '../../../model/reference.ts';

/** Registries where one known publisher, or several that were checked, put their own images. */
const REGISTRIES = new Set([
  ...['mcr.microsoft.com', 'registry.k8s.io', 'k8s.gcr.io', 'cgr.dev', 'dhi.io', 'docker.elastic.co', 'nvcr.io'],
  ...['registry.access.redhat.com', 'registry.redhat.io', 'registry.suse.com', 'container-registry.oracle.com'],
  ...[
    'registry.fedoraproject.org',
    'registry.opensuse.org',
    'registry.connect.redhat.com',
    'icr.io',
    'dart.azurecr.io',
  ],
]);

/** Registries where anybody may publish. On others, somebody decided who may. */
const OPEN = new Set(['docker.io', 'ghcr.io', 'quay.io', 'gcr.io', 'public.ecr.aws', 'registry.gitlab.com']);

/** Namespaces of publishers that the registry verified, or of projects that everybody knows. */
const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
  'docker.io': [
    ...[
      'library',
      'amd64',
      'arm32v5',
      'arm32v6',
      'arm32v7',
      'arm64v8',
      'i386',
      'mips64le',
      'ppc64le',
      'riscv64',
      's390x',
      'winamd64',
      'docker',
      'moby',
      'amazon',
      'bitnami',
      'bitnamilegacy',
      'grafana',
      'hashicorp',
      'nginxinc',
      'redis',
    ],
    ...['nvidia', 'intel', 'rancher', 'prom', 'circleci', 'cimg', 'jenkins', 'sonatype', 'elastic', 'confluentinc'],
    ...['snyk', 'aquasec', 'anchore', 'datadog', 'newrelic', 'gitlab', 'atlassian', 'oven', 'denoland', 'envoyproxy'],
    ...[
      'istio',
      'calico',
      'curlimages',
      'alpine',
      'minio',
      'rockylinux',
      'opensuse',
      'redhat',
      'ibmcom',
      'oraclelinux',
    ],
    ...[
      'tonistiigi',
      'continuumio',
      'condaforge',
      'mambaorg',
      'pytorch',
      'tensorflow',
      'jupyter',
      'rustlang',
      'paketobuildpacks',
    ],
    ...['heroku', 'mysql', 'mongodb', 'neo4j', 'clickhouse', 'apache', 'kindest', 'golangci', 'goreleaser', 'koalaman'],
    ...[
      'hadolint',
      'chainguard',
      'cypress',
      'selenium',
      'keycloak',
      'gradle',
      'vault',
      'fluent',
      'otel',
      'pulumi',
      'dart',
    ],
  ],
  'quay.io': [
    ...[
      'centos',
      'fedora',
      'almalinuxorg',
      'rockylinux',
      'prometheus',
      'keycloak',
      'argoproj',
      'jetstack',
      'cilium',
      'coreos',
    ],
    ...[
      'podman',
      'buildah',
      'skopeo',
      'strimzi',
      'projectquay',
      'openshift',
      'operator-framework',
      'quarkus',
      'jupyter',
      'pypa',
    ],
    ...['hummingbird', 'minio', 'calico', 'brancz', 'containers', 'condaforge'],
  ],
  'ghcr.io': [
    ...[
      'astral-sh',
      'graalvm',
      'actions',
      'github',
      'fluxcd',
      'sigstore',
      'distroless',
      'home-assistant',
      'open-telemetry',
    ],
    ...[
      'aquasecurity',
      'anchore',
      'oracle',
      'void-linux',
      'devcontainers',
      'cloudnative-pg',
      'aws',
      'goreleaser',
      'gohugoio',
    ],
  ],
  'gcr.io': [
    ...[
      'distroless',
      'google-appengine',
      'google_appengine',
      'google_containers',
      'google.com',
      'cloud-builders',
      'google-containers',
      'kaniko-project',
      'kubebuilder',
    ],
    ...['cloudsql-docker', 'buildpacks', 'gke-release', 'google-samples', 'cadvisor'],
  ],
  'public.ecr.aws': [
    ...[
      'docker',
      'amazonlinux',
      'lambda',
      'amazoncorretto',
      'aws-cli',
      'ubuntu',
      'debian',
      'eks-distro',
      'sam',
      'codebuild',
    ],
    ...['bitnami', 'ecs', 'aws-observability', 'cloudwatch-agent', 'xray', 'nvidia', 'datadog', 'hashicorp', 'nginx'],
  ],
  'registry.gitlab.com': ['gitlab-org'],
};

/** Whether anybody could have published the image, and nobody is known to vouch for it. */
export function isOfUnknownPublisher({ registry, repository }: Reference): boolean {
  if (REGISTRIES.has(registry) || !OPEN.has(registry)) return false;
  const namespace = repository.slice(0, Math.max(0, repository.indexOf('/')));
  return !(NAMESPACES[registry] ?? []).includes(namespace);
}
