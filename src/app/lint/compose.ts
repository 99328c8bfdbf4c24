import { LineCounter, parseDocument } from 'yaml';
import { readBounded } from '../../io/dockerfiles/read-bounded.ts';
import { PlimsollError } from '../../model/error.ts';
import { type BuildDefinition, mappingOf, targetsOfBuilds, textOf } from './build-definitions.ts';
import type { LintTarget } from './targets.ts';

const LARGEST = 4 << 20;
const MOST_ALIASES = 1000;

/**
 * The Dockerfiles that a Compose file builds (Compose Specification, "Build"): `services.*.build`, a directory or a mapping.
 * `lint/unreadable`, `lint/not-yaml`, `lint/no-dockerfile`.
 */
export function composeTargets(file: string, path: string): readonly LintTarget[] {
  const bytes = readBounded(file, LARGEST);
  if (bytes === undefined) throw new PlimsollError('lint/unreadable', `${path} cannot be read`);
  const services = mappingOf(mappingOf(parse(bytes.toString('utf8'), path))['services']);
  return targetsOfBuilds(
    Object.entries(services).flatMap(([name, service]) => buildOf(name, mappingOf(service)['build'])),
    file,
    path,
  );
}

function buildOf(name: string, build: unknown): BuildDefinition[] {
  if (typeof build === 'string') return [{ name, context: build }];
  const { context, dockerfile, dockerfile_inline: inline } = mappingOf(build);
  if (build === undefined || build === null) return [];
  return [{ name, context: textOf(context), dockerfile: textOf(dockerfile), inline: textOf(inline) }];
}

function parse(text: string, path: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent', merge: true });
  const error = document.errors[0];
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new PlimsollError('lint/not-yaml', `${path} is no valid YAML: line ${line}, column ${col}`, { cause: error });
  }
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    throw new PlimsollError('lint/not-yaml', `${path} has too many aliases`, { cause });
  }
}
