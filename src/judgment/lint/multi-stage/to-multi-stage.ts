import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import type { Dockerfile } from '../../../model/dockerfile.ts';
import { graphOf } from '../parts/build-graph.ts';
import { type Application, applicationOf, type ShellOf } from './application.ts';
import { dotnet, go, java, rust } from './compiled.ts';
import { node, php, python, ruby } from './interpreted.ts';
import { baseNameOf } from './paths.ts';
import type { Language, Plan } from './plan.ts';
import { Refusal, refuse } from './refusal.ts';
import { effectsOf, type RunEffects } from './runs.ts';
import { writeStages } from './write-stages.ts';

export type MultiStage =
  | {
      /** One character for each byte, as `source`. */
      readonly text: string;
      /** Sentences: what has to be so that the new file does what the old one did. */
      readonly assumptions: readonly string[];
    }
  | { readonly refused: string };

const languages: readonly Language[] = [dotnet, go, java, node, php, python, ruby, rust];

/**
 * Splits a file of one stage into one that builds and one that runs, so that compilers, sources and caches stay behind. What cannot be understood is
 * refused with a reason, and so is a file that has stages already: a second conversion changes nothing.
 */
export function toMultiStage(file: Dockerfile, shellOf: ShellOf): MultiStage {
  try {
    const app = applicationOf(file, shellOf);
    const language = languages.find(({ images }) => images.test(baseNameOf(app.image.repository)));
    if (language === undefined) refuse(`${app.stage.from.image.value} is no image of ${namesOf(languages)}`);
    const effects = effectsOf(app);
    const plan = language.plan(app, effects);
    checkUser(app, effects, plan);
    const text = writeStages(app, effects, plan);
    verify(app, text);
    return { text, assumptions: [...plan.assumptions, ...leftBehind(effects, plan)] };
  } catch (cause) {
    if (cause instanceof Refusal) return { refused: cause.message };
    throw cause;
  }
}

/** Users that the image of the program may not have. */
function checkUser({ user, stage }: Application, { repeated }: RunEffects, { image }: Plan): void {
  const [name = '0'] = (user ?? '').split(':');
  const isKept = image === undefined || image === 'scratch' || image === stage.from.image.value;
  if (isKept || name === '' || /^(?:\d+|root|nobody)$/.test(name)) return;
  const family = (text: string) => baseNameOf(text).replace(/:[\s\S]*$/, '');
  const isSameFamily = family(image) === family(stage.from.image.value) && name === family(image);
  const isMade = repeated.some(({ command }) =>
    command.form === 'exec'
      ? command.words.some(({ value }) => value === name)
      : command.shell.text.split(/\s+/).includes(name),
  );
  if (!isSameFamily && !isMade) refuse(`whether ${image} has the user ${name} is not known`);
}

/** Whoever writes a file reads it again: it has no errors, and the image has the configuration that it had. */
function verify({ file, directory }: Application, text: string): void {
  const after = parseDockerfile(Buffer.from(text, 'latin1'), file.path);
  const [was, is] = [graphOf(file), graphOf(after)];
  if (is.problems.length > was.problems.length || is.stages.length < 2) refuse('the outcome would have errors');
  const steps = (keywords: readonly string[], graph: typeof was) =>
    JSON.stringify(graph.stages.at(-1)!.steps.filter(({ keyword }) => keywords.includes(keyword)));
  for (const keywords of [['cmd', 'entrypoint'], ['expose'], ['healthcheck'], ['label'], ['volume'], ['stopsignal']])
    if (steps(keywords, was) !== steps(keywords, is)) refuse('the image would be configured in another way');
  const last = (keyword: string, graph: typeof was) =>
    graph.stages.at(-1)!.steps.findLast((one) => one.keyword === keyword)?.words[0];
  if (last('user', was) !== last('user', is)) refuse('the image would have another user');
  if (last('workdir', is) !== directory) refuse('the image would have another directory');
}

function leftBehind({ packages }: RunEffects, plan: Plan): string[] {
  const dropped = plan.image === undefined ? [] : packages.filter((name) => !plan.packages.includes(name));
  return dropped.length === 0
    ? []
    : [`Only the build needs these packages, and the libraries that they bring: ${dropped.join(', ')}.`];
}

function namesOf(all: readonly Language[]): string {
  const names = all.map(({ name }) => name);
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
