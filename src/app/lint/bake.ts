import { parseJsonObject } from '../../formats/bytes/json.ts';
import { readBounded } from '../../io/dockerfiles/read-bounded.ts';
import { PlimsollError } from '../../model/error.ts';
import { type BuildDefinition, mappingOf, targetsOfBuilds, textOf } from './build-definitions.ts';
import { hclBlocks } from './hcl.ts';
import type { LintTarget } from './targets.ts';

const LARGEST = 4 << 20;

type Attributes = Readonly<Record<string, unknown>>;

/** The Dockerfiles that a Bake file builds, in HCL or JSON (Docker's reference, "Bake file"). `lint/unreadable`, `lint/not-json`, `lint/no-dockerfile`. */
export function bakeTargets(file: string, path: string): readonly LintTarget[] {
  const bytes = readBounded(file, LARGEST);
  if (bytes === undefined) throw new PlimsollError('lint/unreadable', `${path} cannot be read`);
  const { targets, variables } = /\.json$/i.test(file) ? fromJson(bytes, path) : fromHcl(bytes.toString('utf8'));
  // A leading underscore is how people mark what others only inherit from.
  const names = [...targets.keys()].filter((name) => !name.startsWith('_'));
  const builds = names.map((name): BuildDefinition => {
    const value = (key: string) => filled(textOf(inherited(name, key, targets)), variables);
    return { name, context: value('context'), dockerfile: value('dockerfile'), inline: value('dockerfile-inline') };
  });
  return targetsOfBuilds(builds, file, path);
}

interface Bake {
  readonly targets: ReadonlyMap<string, Attributes>;
  /** Their defaults. */
  readonly variables: ReadonlyMap<string, string>;
}

function fromJson(bytes: Uint8Array, path: string): Bake {
  const document = parseJsonObject(bytes);
  if (document === undefined) throw new PlimsollError('lint/not-json', `${path} is no JSON object`);
  const entries = (key: string) =>
    Object.entries(mappingOf(document[key])).map(([name, value]) => [name, mappingOf(value)] as const);
  return { targets: new Map(entries('target')), variables: defaultsOf(entries('variable')) };
}

function fromHcl(text: string): Bake {
  const blocks = hclBlocks(text);
  const entries = (type: string) =>
    blocks.filter((block) => block.type === type).map(({ label, attributes }) => [label, attributes] as const);
  return { targets: new Map(entries('target')), variables: defaultsOf(entries('variable')) };
}

function defaultsOf(variables: readonly (readonly [string, Attributes])[]): Map<string, string> {
  return new Map(variables.map(([name, attributes]) => [name, textOf(attributes['default']) ?? '']));
}

/** What a target says itself, else the last of those that it inherits from. */
function inherited(name: string, key: string, targets: Bake['targets'], seen = new Set<string>()): unknown {
  const own = targets.get(name);
  if (own === undefined || seen.has(name) || seen.size > 50) return undefined;
  if (own[key] !== undefined) return own[key];
  seen.add(name);
  const parents = Array.isArray(own['inherits']) ? own['inherits'].filter((one) => typeof one === 'string') : [];
  for (const parent of parents.reverse()) {
    const value = inherited(parent, key, targets, seen);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** `${NAME}` with the variable's default; what is more than a name stays, and is then nobody's path. */
function filled(text: string | undefined, variables: Bake['variables']): string | undefined {
  return text?.replace(/\$\{([A-Za-z_]\w*)\}/g, (whole, name: string) => variables.get(name) ?? whole);
}
