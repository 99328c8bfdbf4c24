import { dependenciesOf } from '../../formats/dockerfile/stage-graph.ts';
import type { Dockerfile, Stage } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';

/** Names under which people build stages that the last one does not need. */
const TARGETS =
  /(?:^|[-_.])(?:tests?|testing|lint(?:er)?|check|ci|dev(?:el|elopment)?|debug|docs?|valid(?:ate|ation)?|verify|coverage|bench(?:mark)?|update|generate|vendor|outdated|export|artifacts?|release|bin(?:ary|aries)?|prod(?:uction)?|shell|e2e|integration|unit|fmt|format|cross|run)(?:$|[-_.\d])/;

export const unusedStage: LintRule = {
  id: 'unused-stage',
  level: 'info',
  title: 'Nothing needs this stage',
  why: 'BuildKit leaves it out unless someone asks for it with --target; older builders build it every time. What is left over from an earlier version of the file misleads whoever reads it.',
  aliases: [],
  *check(file) {
    const needed = neededByAny(file);
    const last = file.stages.length - 1;
    // A FROM without an image is a mistake of another kind.
    const ends = file.stages.filter(({ index, from }) => index < last && !needed.has(index) && from.image.raw !== '');
    // A file of several ends is meant to be built by --target.
    const named = ends.filter(({ name }) => name !== undefined);
    for (const stage of ends) {
      const { name, index, from } = stage;
      if (name === undefined) yield { span: from.image.span, subject: String(index) };
      else if (named.length === 1 && !isTarget(stage, name))
        yield { span: from.as!.name.span, subject: name, message: `Nothing needs the stage ${name}` };
    }
  },
};

/** Stages that any other one takes something from, also by a name that depends on a variable. */
function neededByAny(file: Dockerfile): ReadonlySet<number> {
  const needed = new Set<number>();
  for (const stage of file.stages)
    for (const { source } of dependenciesOf(file, stage))
      if (source.kind === 'stage' && source.index !== stage.index) needed.add(source.index);
  const patterns = [...variableNames(file)].slice(0, MOST_PATTERNS);
  for (const { index, name } of file.stages)
    if (name !== undefined && patterns.some(({ start, end }) => name.startsWith(start) && name.endsWith(end)))
      needed.add(index);
  return needed;
}

/** More names than these that depend on variables are not looked at. */
const MOST_PATTERNS = 100;

/** `binaries-$TARGETOS` may be any stage whose name begins so. */
function* variableNames(file: Dockerfile): Iterable<{ readonly start: string; readonly end: string }> {
  for (const stage of file.stages)
    for (const { instruction, source } of dependenciesOf(file, stage)) {
      const text = source.kind === 'image' ? source.name.toLowerCase() : '';
      if (!text.includes('$') || (instruction === stage.from && stage.from.image.variables.length === 0)) continue;
      yield {
        start: text.slice(0, text.indexOf('$')),
        end: /(?<![\w.-])[\w.-]*$/.exec(text.replace(/^.*\$(?:\w+|\{[^}]*\})/s, ''))![0],
      };
    }
}

/** A stage that says how it is run is meant to be an image, one of files alone to be exported. */
function isTarget({ from, instructions }: Stage, name: string): boolean {
  return (
    TARGETS.test(name) ||
    from.image.value === 'scratch' ||
    instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')
  );
}
