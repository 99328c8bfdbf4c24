/** Writes examples/image, the OCI layout that the README scans. Run: node tools/make-example.ts */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exampleImage } from './lib/example-image.ts';
import { root } from './lib/source-files.ts';

const directory = join(root, 'examples/image');
rmSync(directory, { recursive: true, force: true });
exampleImage().writeLayout(directory, 'shop:2.1');
