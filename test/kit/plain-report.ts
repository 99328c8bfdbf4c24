import { scanJson } from './cli.ts';

/**
 * The report of an image without what the place decides: its name, how layers are packed there, and what that makes of digests and sizes.
 * What is left must be the same through every door.
 */
export async function plainReport(name: string, env: Readonly<Record<string, string>>): Promise<unknown> {
  const report = await scanJson(name, env);
  const subjects = report.subjects.map(({ image, ...subject }) => {
    const { reference: _reference, index: _index, digest: _digest, sizeBytes: _size, layers, ...rest } = image;
    const plain = layers?.map(({ digest: _, sizeBytes: __, ...layer }) => layer);
    return { ...subject, image: { ...rest, layers: plain } };
  });
  return { ...report, subjects };
}
