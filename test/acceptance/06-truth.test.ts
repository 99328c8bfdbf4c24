import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, scratch } from '../kit/run-cli.ts';
import { sharedDirectory, type TruthRow, truthOf } from '../kit/shared.ts';

const REFS = [
  'alpine-app:3.18',
  'debian-web:bullseye',
  'debian-web:bullseye-patched',
  'go-tool:scratch',
  'java-shop:distroless',
  'leaky:bookworm',
  'multi-arch:latest',
  'python-api:bookworm',
  'rpm-app:1',
  'rpm-usr:1',
  'rust-cli:scratch',
  'web-new:1',
  'web-old:1',
] as const;

/** Rows of programs that no package manager knows, and such as nothing in the image tells of, are not asked for. */
const isAsked = ({ type, note }: TruthRow) =>
  type !== 'binary' && !/\b(packed|no audit data|none|classes only)\b/.test(note ?? '');
/** Crates that only ran at build time count neither way. */
const countsNeither = ({ note }: TruthRow) => /\bbuild\b/.test(note ?? '');

const shared = sharedDirectory();
const directory = scratch();

interface Component {
  readonly type: string;
  readonly purl?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

const propertyOf = ({ properties = [] }: Component, wanted: string) =>
  properties.find(({ name }) => name === wanted)?.value;

describe.skipIf(shared === undefined)(
  `the shared images against their truth${shared === undefined ? ' (skipped: ../shared is absent)' : ''}`,
  () => {
    it.each(REFS)('%s: every package, and nothing else', async (ref) => {
      const layout = join(shared!, 'images', 'oci');
      const env = { PLIMSOLL_CACHE_DIR: join(directory, 'cache') };
      const { code, stdout } = await runCli(
        ['sbom', '--format', 'cyclonedx', '--platform', 'linux/amd64', `oci-dir:${layout}:${ref}`],
        { env },
      );
      expect(code).toBe(0);
      const components: readonly Component[] = JSON.parse(stdout).components;
      const found = new Map<string, string | undefined>();
      for (const component of components) {
        if (component.type !== 'library' && component.type !== 'application') continue;
        found.set(identityOf(component.purl!), propertyOf(component, 'plimsoll:introduced'));
      }
      const truth = truthOf(ref);
      const asked = truth.filter((row) => isAsked(row) && !countsNeither(row));
      const layers = new Map<string, number>();
      for (const row of asked) {
        const identity = rowIdentity(row);
        layers.set(identity, Math.min(layers.get(identity) ?? Number.POSITIVE_INFINITY, row.layer));
      }
      const neither = new Set(truth.filter((row) => !isAsked(row) || countsNeither(row)).map(rowIdentity));
      const missed = [...layers.keys()].filter((identity) => !found.has(identity));
      const extra = [...found.keys()].filter((identity) => !layers.has(identity) && !neither.has(identity));
      const wrongLayer = [...layers].filter(([identity, layer]) => found.get(identity) !== String(layer));
      expect({ missed, extra, wrongLayer }).toEqual({ missed: [], extra: [], wrongLayer: [] });
    });
  },
);

/** `type namespace/name version` of a purl, without qualifiers. */
function identityOf(purl: string): string {
  const [path = ''] = purl.replace(/^pkg:/, '').split('?');
  const epoch = /[?&]epoch=(\d+)/.exec(purl)?.[1];
  const at = path.lastIndexOf('@');
  const [type = '', ...name] = (at < 0 ? path : path.slice(0, at)).split('/').map(decodeURIComponent);
  const version = at < 0 ? '' : decodeURIComponent(path.slice(at + 1));
  return `${type} ${name.join('/').toLowerCase()} ${epoch === undefined ? version : `${epoch}:${version}`}`;
}

/** The same of a row; a Go module that a local folder replaces has no purl in the truth. */
function rowIdentity(row: TruthRow): string {
  return row.purl === '' ? `${row.type} ${row.name.toLowerCase()} ${row.version}` : identityOf(row.purl);
}
