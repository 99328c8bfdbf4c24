import { TarParser, type TarVisitor } from '../formats/bytes/tar.ts';
import { LayerPass, type PassResult } from './layer-pass.ts';
import type { Selection } from './selection.ts';

/** A layer pass that is driven by the bytes of a tar archive. */
export function tarPass(selection: Selection): { push(chunk: Uint8Array): void; end(): PassResult } {
  const pass = new LayerPass(selection);
  const parser = new TarParser(pass satisfies TarVisitor);
  return {
    push: (chunk) => parser.push(chunk),
    end() {
      parser.end();
      return pass.end();
    },
  };
}
