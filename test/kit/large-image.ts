import { createHash } from 'node:crypto';
import { constants, gzipSync } from 'node:zlib';
import { image } from './image.ts';
import { header } from './tar.ts';

/** A layout of an image with so many layers of so many bytes each, unpacked: text that packs well, in files of 64 KiB and a package each now and then. */
export function writeLargeImage(directory: string, layers: number, layerBytes: number): string {
  let builder = image();
  for (let layer = 0; layer < layers; layer++) {
    const parts: Buffer[] = [];
    for (let bytes = 0, index = 0; bytes < layerBytes; bytes += 65_536 + 512, index++) {
      const isPackage = index % 20 === 0;
      const text = isPackage
        ? JSON.stringify({ name: `large-${layer}-${index}`, version: '1.0.0' })
        : createHash('sha256').update(`${layer} ${index}`).digest('hex').repeat(1024);
      const content = Buffer.alloc(65_536, ' ');
      content.write(text);
      const name = isPackage ? `node_modules/large-${layer}-${index}/package.json` : `data/${layer}/${index}.txt`;
      parts.push(header(name, '0', content.length, {}), content);
    }
    const tar = Buffer.concat([...parts, Buffer.alloc(1024)]);
    builder = builder.layer({}, { tar, packing: 'none' });
  }
  return builder.build().writeLayout(directory);
}

/** As it would be piped: gzip, quickly. */
export function quicklyPacked(bytes: Buffer): Buffer {
  return gzipSync(bytes, { level: constants.Z_BEST_SPEED });
}
