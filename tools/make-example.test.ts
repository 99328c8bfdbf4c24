import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sha256 } from '../test/kit/image.ts';
import { exampleImage } from './lib/example-image.ts';
import { filesBelow, root } from './lib/source-files.ts';

const directory = join(root, 'examples/image');
const blob = (digest: string) => readFileSync(join(directory, 'blobs/sha256', digest.slice(7)));

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

/** Compressed bytes may differ between machines, so the layers are compared unpacked. */
it('the stored example is what node tools/make-example.ts makes', () => {
  const index = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')) as {
    readonly manifests: readonly { readonly digest: string }[];
  };
  expect(index.manifests).toHaveLength(1);
  const manifest = JSON.parse(blob(index.manifests[0]?.digest ?? '').toString()) as Manifest;
  const made = exampleImage();
  expect(JSON.parse(blob(manifest.config.digest).toString())).toEqual(JSON.parse(made.config.toString()));
  expect(manifest.layers.map(({ digest }) => sha256(gunzipSync(blob(digest))))).toEqual(
    made.layers.map(({ diffId }) => diffId),
  );
});

it('and small', () => {
  const files = filesBelow('examples/image', '');
  expect(files.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(100 << 10);
});
