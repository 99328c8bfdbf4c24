import { parseJson } from '../../../src/formats/bytes/json.ts';
import { limits } from '../../../src/formats/bytes/limits.ts';
import { linesOf } from '../../../src/formats/bytes/lines.ts';
import { parseConfig, parseManifest } from '../../../src/image/manifest.ts';
import { imagesNamed, isPlatformSet, parseLayoutIndex } from '../../../src/io/layout/layout-index.ts';
import { parseChallenges } from '../../../src/io/registry/challenge.ts';
import type { Family } from '../family.ts';
import { json, text, texts } from '../seeds.ts';

const sha = (letter: string): string => `sha256:${letter.repeat(64)}`;
const OCI = 'application/vnd.oci.image';

const manifest: Family = {
  id: 'image-manifest',
  nature: 'text',
  refuses: true,
  seeds: () => [
    json({
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config: { mediaType: `${OCI}.config.v1+json`, digest: sha('a'), size: 7 },
      layers: [
        {
          mediaType: `${OCI}.layer.v1.tar+gzip`,
          digest: sha('b'),
          size: 9,
          urls: ['https://x/y'],
          annotations: { a: 'b' },
        },
      ],
    }),
    json({
      schemaVersion: 2,
      mediaType: `${OCI}.index.v1+json`,
      manifests: [
        {
          mediaType: `${OCI}.manifest.v1+json`,
          digest: sha('c'),
          size: 1,
          platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
        },
      ],
    }),
  ],
  run: (bytes) => parseManifest(bytes, 'it'),
};

const config: Family = {
  id: 'image-config',
  nature: 'text',
  refuses: true,
  seeds: () => [
    json({
      architecture: 'amd64',
      os: 'linux',
      created: '2024-01-01T00:00:00Z',
      config: {
        User: 'x',
        Env: ['PATH=/bin'],
        Cmd: ['sh'],
        ExposedPorts: { '80/tcp': {} },
        Labels: { a: 'b' },
        Healthcheck: { Test: ['CMD', 'x'] },
      },
      rootfs: { type: 'layers', diff_ids: [sha('d')] },
      history: [{ created_by: 'RUN x', empty_layer: true }],
    }),
  ],
  run: (bytes) => parseConfig(bytes, 'it'),
};

const layout: Family = {
  id: 'layout-index',
  nature: 'text',
  seeds: () => [
    json({
      schemaVersion: 2,
      manifests: [
        {
          mediaType: `${OCI}.manifest.v1+json`,
          digest: sha('e'),
          size: 3,
          annotations: {
            'org.opencontainers.image.ref.name': 'latest',
            'io.containerd.image.name': 'docker.io/library/x:latest',
          },
          platform: { os: 'linux', architecture: 'amd64' },
        },
      ],
    }),
  ],
  run(bytes) {
    const images = parseLayoutIndex(bytes);
    return images && { images, named: imagesNamed(images, 'latest'), set: isPlatformSet(images) };
  },
};

/** Our reader of JSON agrees with the machine's, but for what is nested too deep. */
const jsonFamily: Family = {
  id: 'json',
  nature: 'text',
  seeds: () => [json({ a: [1, 'x\\"]', { b: null }], ü: '😀' }), text('[[[["]"]]]]')],
  run(bytes) {
    const ours = parseJson(bytes);
    let theirs: unknown;
    try {
      theirs = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      theirs = undefined;
    }
    if (ours === undefined && depthOf(theirs) > limits.jsonDepth) return 'deep';
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error('claim: two readers of JSON agree');
    return ours;
  },
};

function depthOf(value: unknown): number {
  let depth = 0;
  for (let level = [value]; level.length > 0 && depth <= limits.jsonDepth + 1; depth++)
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  return depth;
}

const lines: Family = {
  id: 'lines',
  nature: 'text',
  seeds: () => texts('one\ntwo\n\nthree', '\xff\n\n', 'a\r\nb\r\n'),
  run(bytes) {
    const found = [...linesOf(bytes)];
    const newlines =
      Buffer.from(bytes).toString('latin1').split('\n').length - (bytes.at(-1) === 0x0a || bytes.length === 0 ? 1 : 0);
    if (found.length !== newlines) throw new Error('claim: every line is yielded once');
    return found;
  },
};

const challenge: Family = {
  id: 'challenge',
  nature: 'text',
  seeds: () =>
    texts(
      'Bearer realm="https://auth.example/token",service="x",scope="repository:a/b:pull"',
      'Basic realm="a\\"b", Bearer realm=x',
    ),
  run: (bytes) => parseChallenges(Buffer.from(bytes).toString('latin1')),
};

export const families = [manifest, config, layout, jsonFamily, lines, challenge];
