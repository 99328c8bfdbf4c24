import { expect, test } from 'vitest';
import { parseRegistriesConf, placesIn, ruleFor } from './registries-conf.ts';
import { parseToml } from './toml-file.ts';

async function placesOf(text: string, name: string): Promise<readonly string[]> {
  const rules = parseRegistriesConf(await parseToml(text, '/r.conf'), '/r.conf');
  const slash = name.indexOf('/');
  const [registry, repository] = [name.slice(0, slash), name.slice(slash + 1)];
  const rule = ruleFor(rules, registry, repository);
  if (rule === undefined) return [];
  if (rule.blocked) return ['blocked'];
  return placesIn(rule, registry, repository, false).map(
    ({ url, repository: path, takes, insecure, mayBePlain }) =>
      `${url.host}/${path}${takes === 'all' ? '' : ` ${takes}`}${insecure ? ' insecure' : ''}${mayBePlain ? ' plain' : ''}`,
  );
}

const HUB = '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n';

test.each([
  ['', 'a.example/x', []],
  ['[[registry]]\nlocation = "a.example"', 'a.example/x/y', ['a.example/x/y']],
  ['[[registry]]\nprefix = "a.example/x"\nlocation = "b.example/z"', 'a.example/x/y', ['b.example/z/y']],
  ['[[registry]]\nprefix = "a.example/x"\nlocation = "b.example/z"', 'a.example/xy', []],
  ['[[registry]]\nprefix = "a.example/x"\nlocation = "b.example"', 'a.example/x/y', ['b.example/y']],
  ['[[registry]]\nprefix = "*.example"', 'a.b.example/x', ['a.b.example/x']],
  ['[[registry]]\nprefix = "*.example"\nlocation = "m.test"', 'a.example/x', ['m.test/x']],
  ['[[registry]]\nprefix = "*.example"\nblocked = true', 'example/x', []],
  ['[[registry]]\nlocation = "a.example"\nblocked = true', 'a.example/x', ['blocked']],
  [
    '[[registry]]\nlocation = "a.example"\nblocked = true\n[[registry]]\nlocation = "a.example/ok"',
    'a.example/ok/x',
    ['a.example/ok/x'],
  ],
  ['[[registry]]\nlocation = "a.example"\ninsecure = true', 'a.example/x', ['a.example/x insecure plain']],
  [
    `${HUB}[[registry.mirror]]\nlocation = "m.test/hub"`,
    'docker.io/library/a',
    ['m.test/hub/library/a', 'registry-1.docker.io/library/a'],
  ],
  [
    `${HUB}mirror-by-digest-only = true\n[[registry.mirror]]\nlocation = "m.test"\n[[registry.mirror]]\nlocation = "n.test"\npull-from-mirror = "tag-only"\ninsecure = true`,
    'docker.io/library/a',
    ['m.test/library/a digests', 'n.test/library/a tags insecure plain', 'registry-1.docker.io/library/a'],
  ],
])('%s: %s is read at %j', async (text, name, expected) => {
  expect(await placesOf(text, name)).toEqual(expected);
});

test.each([
  '[registries.search]\nregistries = ["a"]',
  '[[registry]]\ninsecure = true',
  '[[registry]]\nlocation = "a.example"\n[[registry.mirror]]\ninsecure = true',
  '[[registry]]\nlocation = "https://a.example"\nprefix = "a.example"',
  '[[registry]]\nlocation = "ann:hunter2@a.example"\nprefix = "a.example"',
  '[[registry]',
])('%s is refused without its words', async (text) => {
  const failed = placesOf(text, 'a.example/x');
  await expect(failed).rejects.toMatchObject({ code: 'registry/bad-configuration' });
  await expect(failed).rejects.toThrow(expect.not.stringContaining('hunter2'));
});
