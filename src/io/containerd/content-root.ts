import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';

/** What is needed to find containerd's directory; values of the environment, read elsewhere. */
export interface ContainerdPlaces {
  /** The root directory when the user names one (`root` in containerd's config.toml). */
  readonly containerdRoot?: string;
  readonly environment: {
    readonly home?: string;
    readonly variables?: Readonly<Record<string, string | undefined>>;
  };
}

/** containerd's own, of k3s, RKE2, MicroK8s, k0s, and of the containerd that Docker starts. */
const USUAL = [
  '/var/lib/containerd',
  '/var/lib/rancher/k3s/agent/containerd',
  '/var/lib/rancher/rke2/agent/containerd',
  '/var/snap/microk8s/common/var/lib/containerd',
  '/var/lib/k0s/containerd',
  '/var/lib/docker/containerd/daemon',
];

/** Where a root keeps the names of its images, and where their content (containerd, docs/content-flow.md). */
export const databaseOf = (root: string) => join(root, 'io.containerd.metadata.v1.bolt/meta.db');
export const contentOf = (root: string) => join(root, 'io.containerd.content.v1.content');

/** The roots that hold a database of images. `containerd/no-store`, `containerd/denied` when there is none that may be read. */
export async function contentRoots({ containerdRoot, environment }: ContainerdPlaces): Promise<string[]> {
  const candidates = containerdRoot === undefined ? [...USUAL, ...own(environment)] : [containerdRoot];
  const denied: string[] = [];
  const roots: string[] = [];
  for (const root of candidates) {
    const state = await stat(databaseOf(root)).then(
      (found) => (found.isFile() ? 'there' : 'absent'),
      (cause) => (isDenied(cause) ? 'denied' : 'absent'),
    );
    if (state === 'there') roots.push(root);
    if (state === 'denied') denied.push(root);
  }
  if (roots.length > 0) return roots;
  if (denied.length > 0) throw mayNotRead(denied[0]!);
  const places = candidates.map((path) => printable(path, 200));
  throw new PlimsollError(
    'containerd/no-store',
    `no content store of containerd was found (${places[0]}${places.length > 1 ? ' and the other usual places' : ''})`,
    {
      help: ['say where it is with --containerd-root, as `root` in its config.toml', EXPORT],
    },
  );
}

const EXPORT = 'or export the image: ctr images export FILE NAME, then archive://FILE';

export function mayNotRead(path: string, cause?: unknown): PlimsollError {
  return new PlimsollError('containerd/denied', `this user may not read ${printable(path, 300)}`, {
    cause,
    help: ['containerd keeps its content for root alone: run this with sudo', EXPORT],
  });
}

export function isDenied(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM');
}

/** Of a containerd without root (XDG base directory specification). */
function own({ home, variables = {} }: ContainerdPlaces['environment']): string[] {
  const data = variables['XDG_DATA_HOME'] || (home && join(home, '.local/share'));
  return data ? [join(data, 'containerd')] : [];
}
