import { TarParser, type TarVisitor } from '../formats/bytes/tar.ts';
import { LayerPass, type PassResult } from './layer-pass.ts';
import type { ReadGuard } from './read-guard.ts';
import type { Selection } from './selection.ts';

export interface TarPass {
  push(chunk: Uint8Array): void;
  /** The archive is over. `image/truncated-layer` when it ends inside an entry. */
  end(): PassResult;
  /** What was seen so far, when the rest is out of reach. */
  give(): PassResult;
}

/** A layer pass that is driven by the bytes of a tar archive. */
export function tarPass(selection: Selection, guard?: ReadGuard): TarPass {
  const pass = new LayerPass(selection, guard);
  const parser = new TarParser(pass satisfies TarVisitor);
  return {
    push: (chunk) => parser.push(chunk),
    end() {
      parser.end();
      return pass.end();
    },
    give: () => pass.end(),
  };
}
