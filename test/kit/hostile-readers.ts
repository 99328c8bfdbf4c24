import type { LayerFile, Reader } from '../../src/model/reader.ts';

const twin = (
  id: string,
  read: (file: LayerFile, note: Parameters<Reader<unknown>['read']>[1]) => unknown,
): Reader<unknown> => ({
  id,
  version: 1,
  selects: [{ basename: `${id}.txt`, maxBytes: 1024 }],
  read,
});

/** Does its work on every file. */
const witness: Reader<string> = {
  id: 'witness',
  version: 1,
  selects: [{ suffix: '.txt', maxBytes: 1024 }],
  read: ({ bytes }) => Buffer.from(bytes).toString(),
};

/** What a reader could do at its worst, each on the file of its own name. */
export const hostileReaders: readonly Reader<unknown>[] = [
  witness,
  twin('endless-loop', () => {
    for (;;);
  }),
  twin('regex-bomb', () => /^(a+)+$/.test(`${'a'.repeat(40)}!`)),
  // V8 ends the whole process when it cannot allocate the array.
  twin('giant-split', () => 'x'.repeat(2 ** 28).split('').length),
  twin('many-buffers', () => {
    const kept: Buffer[] = [];
    for (let i = 0; i < 64; i++) kept.push(Buffer.alloc(16 << 20, 1));
    return kept.length;
  }),
  twin('many-notes', (_file, note) => {
    const message = 'n'.repeat(1 << 20);
    for (let i = 0; i < 1024; i++) note({ code: 'test/noise', severity: 'warning', message });
    return 1;
  }),
  twin('huge-fact', () => Array.from({ length: 600 }, () => 'f'.repeat(1 << 20))),
];
