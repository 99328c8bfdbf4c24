import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { image } from '../kit/image.ts';
import { runCli, scratch } from '../kit/run-cli.ts';
import { contents, inventoryOf, memory } from '../kit/scan-built.ts';

const directory = scratch();
const npm = (name: string) => ({ [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0' }) });
const honest = image().layer(npm('honest'));
const honestDiffId = honest.build().layers[0]!.diffId;
const poisoned = image().layer(npm('poison'), { claimedDiffId: honestDiffId });

const forms = {
  layout: (name: string, builder: typeof honest) => `oci-dir:${builder.build().writeLayout(join(directory, name))}`,
  'docker-save': (name: string, builder: typeof honest) => {
    const path = join(directory, `${name}.tar`);
    writeFileSync(path, builder.build().dockerSave());
    return `archive://${path}`;
  },
} as const;

const sbom = (argument: string, cache: string) =>
  runCli(['sbom', '--format', 'json', argument], {
    env: { PLIMSOLL_CACHE_DIR: join(directory, cache), SOURCE_DATE_EPOCH: '1767322245' },
  });
const namesIn = (stdout: string) => JSON.parse(stdout).subjects[0].packages.map(({ name }: { name: string }) => name);

describe.each(Object.keys(forms) as (keyof typeof forms)[])(
  'an image that claims the diff id of another, as %s',
  (form) => {
    const good = forms[form](`good-${form}`, honest);
    const bad = forms[form](`bad-${form}`, poisoned);

    it.each([
      ['before', [bad, good]],
      ['after', [good, bad]],
    ] as const)(
      'scanned %s the honest one: image/diff-id-mismatch, and the honest report is the same',
      async (order, sequence) => {
        const cache = `cache-${form}-${order}`;
        for (const argument of [...sequence, ...sequence]) {
          const { code, stdout, stderr } = await sbom(argument, cache);
          if (argument === good) expect([code, namesIn(stdout)]).toEqual([0, ['honest']]);
          else {
            expect([code, stdout]).toEqual([1, '']);
            expect(stderr).toContain('[image/diff-id-mismatch]');
          }
        }
      },
    );
  },
);

it('raising one reader’s version runs that reader alone', async () => {
  const store = memory();
  await inventoryOf(honest.layer({ x: '1' }), store);
  expect(store.passes.map((keys) => keys.length)).toEqual([contents.readers.length, contents.readers.length]);
  store.passes.length = 0;
  const raised = contents.readers.map((reader) =>
    reader.id === 'npm' ? { ...reader, version: reader.version + 1 } : reader,
  );
  const next = memory(raised);
  for (const [diffId, layer] of store.layers) next.layers.set(diffId, layer);
  const ports = {
    ...next.ports,
    store: { ...store.ports.store, get: async (diffId: string) => store.layers.get(diffId) },
  };
  const catalogers = contents.catalogers.map((cataloger) =>
    cataloger.id === 'npm' ? { ...cataloger, version: cataloger.version + 1 } : cataloger,
  );
  const inventory = await inventoryOf(
    honest.layer({ x: '1' }),
    { ...next, ports },
    { ...contents, readers: raised, catalogers },
  );
  expect(next.passes).toEqual([
    [`npm@${raised.find(({ id }) => id === 'npm')!.version}`],
    [`npm@${raised.find(({ id }) => id === 'npm')!.version}`],
  ]);
  expect(inventory.packages.map(({ name }) => name)).toEqual(['honest']);
});
