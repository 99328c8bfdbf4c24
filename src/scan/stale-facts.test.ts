import { describe, expect, it } from 'vitest';
import { image } from '../../test/kit/image.ts';
import { contents, memory, subjectOf } from '../../test/kit/scan-built.ts';
import { type ErrorCode, PlimsollError } from '../model/error.ts';
import { type Contents, catalog } from './catalog.ts';

const SIGNAL = new AbortController().signal;
const built = image()
  .layer({ 'etc/os-release': 'ID=debian\nVERSION_ID="12"\n' })
  .layer({ 'app/node_modules/left-pad/package.json': '{"name":"left-pad","version":"1.3.0"}' })
  .build();

/** The same image when its bytes cannot be had. */
function outOfReach(code: ErrorCode) {
  const subject = subjectOf(built);
  const open = () => {
    throw new PlimsollError(code, 'the registry is on holiday');
  };
  return { ...subject, layers: subject.layers.map((layer) => ({ ...layer, open })) };
}

/** The program after an update that taught the npm reader something. */
const newer: Contents = {
  ...contents,
  readers: contents.readers.map((reader) =>
    reader.id === 'npm' ? { ...reader, version: reader.version + 1 } : reader,
  ),
  catalogers: contents.catalogers.map((one) => (one.id === 'npm' ? { ...one, version: one.version + 1 } : one)),
};

/** And one that brought a reader of which there are no facts yet. */
const withNovice: Contents = {
  ...contents,
  readers: [
    ...contents.readers,
    { id: 'novice', version: 1, selects: [{ path: 'novice', maxBytes: 1 }], read: () => 1 },
  ],
};

describe('an image whose bytes are out of reach', () => {
  it.each<ErrorCode>(['registry/unreachable', 'registry/not-found', 'image/blob-missing'])(
    '%s: facts of older readers are used, and the report says so',
    async (code) => {
      const { ports } = memory();
      await catalog(subjectOf(built), contents, ports, SIGNAL);
      const { packages, complete, diagnostics, layers } = await catalog(outOfReach(code), newer, ports, SIGNAL);
      expect(packages.map(({ id }) => id)).toEqual(['npm/left-pad@1.3.0']);
      expect(complete).toBe(false);
      expect(layers.map(({ state }) => state.kind)).toEqual(['partial', 'partial']);
      expect(diagnostics.map(({ code, layer }) => [code, layer])).toEqual([
        ['scan/stale-reader', 0],
        ['scan/stale-reader', 1],
      ]);
    },
  );

  it('what no reader of before looked for is said to be missing', async () => {
    const { ports } = memory();
    await catalog(subjectOf(built), contents, ports, SIGNAL);
    const { packages, diagnostics } = await catalog(outOfReach('registry/unreachable'), withNovice, ports, SIGNAL);
    expect(packages).toHaveLength(1);
    expect(diagnostics.map(({ code }) => code)).toEqual(['scan/layer-unreachable', 'scan/layer-unreachable']);
    expect(diagnostics[0]!.message).toBe('the registry is on holiday: not scanned by novice');
  });

  it('needs no bytes when nothing is new', async () => {
    const { ports } = memory();
    await catalog(subjectOf(built), contents, ports, SIGNAL);
    const inventories = { get: async () => undefined, put: async () => {} };
    const again = await catalog(outOfReach('registry/unreachable'), contents, { ...ports, inventories }, SIGNAL);
    expect([again.complete, again.diagnostics]).toEqual([true, []]);
  });

  it('of which nothing is known ends the scan', async () => {
    const scan = catalog(outOfReach('registry/unreachable'), contents, memory().ports, SIGNAL);
    await expect(scan).rejects.toMatchObject({ code: 'registry/unreachable' });
  });
});
