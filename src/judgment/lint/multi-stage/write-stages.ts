import type { CopyInstruction, Instruction } from '../../../model/dockerfile.ts';
import { inCaseOf } from '../parts/keyword-case.ts';
import { type Application, type BuildStep, knownText } from './application.ts';
import { type Block, blocksOf } from './blocks.ts';
import { baseNameOf, isBelow, resolvePath } from './paths.ts';
import type { Plan } from './plan.ts';
import { refuse } from './refusal.ts';
import type { RunEffects } from './runs.ts';

const MOVED = new Set(['CMD', 'ENTRYPOINT', 'EXPOSE', 'HEALTHCHECK', 'STOPSIGNAL', 'LABEL', 'MAINTAINER', 'VOLUME']);

/** Variables that only say how to build. */
const FOR_BUILD =
  /^(?:CGO_ENABLED|GO(?:OS|ARCH|PATH|FLAGS|PROXY|PRIVATE|111MODULE|CACHE|MODCACHE)|GO111MODULE|CARGO_\w+|RUSTFLAGS|PIP_\w+|NPM_CONFIG_\w+|DEBIAN_FRONTEND|MAVEN_\w+|GRADLE_\w+|COMPOSER_\w+|DOTNET_CLI_\w+|NUGET_\w+)$/i;

/** The text of the file in stages: every line of the old one is in it, comments too. */
export function writeStages(app: Application, effects: RunEffects, plan: Plan): string {
  const { file, stage, directory } = app;
  const { blocks, rest } = blocksOf(file);
  const lineBreak = file.source.includes('\r\n') ? '\r\n' : '\n';
  const from = blocks.findIndex(({ instruction }) => instruction === stage.from);
  const [builder, name] = plan.sharedUntil === undefined ? ['build', 'build'] : ['build', 'base'];
  if (stage.from.as !== undefined) refuse('the stage has a name that others may build');
  const keyword = (text: string) => text.replace(/^[A-Z]+| AS /g, (word) => inCaseOf(stage.from.keywordText, word));
  const last = app.steps.at(-1)?.instruction.span.start ?? 0;
  const isMoved = ({ instruction: one }: Block) =>
    MOVED.has(one.keyword) || (one.keyword === 'USER' && one.span.start > last);
  const body = blocks.slice(from + 1);
  const shared = plan.sharedUntil === undefined ? undefined : app.steps[plan.sharedUntil]!.instruction.span.start;
  const kept = body.filter((block) => !isMoved(block));
  const moved = body.filter(isMoved);
  const isShared = ({ instruction }: Block) => shared !== undefined && instruction.span.start < shared;
  const whole = ({ above, text }: Block) => `${above}${text}`;
  const tail = plan.buildTail ?? [];
  const head = plan.buildHead ?? [];
  const second = shared === undefined ? [] : ['', keyword(`FROM ${name} AS ${builder}`)];
  const variables = variablesFor(
    app,
    kept.filter((block) => !isShared(block)),
    moved,
  );
  return [
    ...blocks.slice(0, from).map(whole),
    `${blocks[from]!.above}${blocks[from]!.text} ${inCaseOf(stage.from.keywordText, 'AS')} ${name}`,
    ...head.map(keyword),
    ...kept.filter(isShared).map(whole),
    ...second,
    ...kept.filter((block) => !isShared(block)).map(whole),
    ...tail.map(keyword),
    '',
    keyword(`FROM ${plan.image ?? name}`),
    ...variables,
    ...(plan.runtimeHead ?? []).map(keyword),
    ...[installLine(plan, effects), ...runtimeFiles(app, effects, plan, builder), `WORKDIR ${directory}`]
      .filter(Boolean)
      .map(keyword),
    ...userLine(app, kept),
    ...moved.map(whole),
    rest.replace(/\r?\n$/, ''),
  ]
    .filter((line, index, all) => !(index === all.length - 1 && line === ''))
    .join(lineBreak)
    .concat(lineBreak);
}

/** ENVs, and the ARGs that they and what follows use: an ARG is known in its own stage only. */
function variablesFor({ file }: Application, kept: readonly Block[], moved: readonly Block[]): string[] {
  const environment = kept.filter(
    ({ instruction: one }) => one.keyword === 'ENV' && !one.pairs.every(({ key }) => FOR_BUILD.test(key.value)),
  );
  const uses = [...environment, ...moved].map(({ text }) => text).join('\n');
  const isUsed = (name: string) => new RegExp(`\\$\\{?${name.replace(/\W/g, '')}(?!\\w)`).test(uses);
  return kept
    .filter((block) => environment.includes(block) || isUsedArg(block.instruction, isUsed))
    .map(({ instruction: { span } }) => file.source.slice(span.start, span.end));
}

function isUsedArg(one: Instruction, isUsed: (name: string) => boolean): boolean {
  return one.keyword === 'ARG' && one.pairs.some(({ key }) => isUsed(key.value));
}

function installLine({ packages, image }: Plan, { manager }: RunEffects): string {
  if (packages.length === 0 || image === undefined) return '';
  const names = packages.join(' ');
  if (manager === 'apt')
    return `RUN apt-get update && apt-get install -y --no-install-recommends ${names} && rm -rf /var/lib/apt/lists/*`;
  return manager === 'apk' ? `RUN apk add --no-cache ${names}` : refuse(`${names} cannot be installed here`);
}

/** Users first, for files belong to them; then what the build made; then what is copied elsewhere, and directories. */
function runtimeFiles(app: Application, effects: RunEffects, plan: Plan, builder: string): string[] {
  const { file } = app;
  const textOf = ({ span }: Instruction) => file.source.slice(span.start, span.end);
  const isOfFiles = (one: Instruction) => plan.copies.some((path) => textOf(one).includes(path));
  const repeated = plan.image === 'scratch' ? [] : effects.repeated.filter((one) => !isInShared(app, plan, one));
  const fromBuild = (path: string) => `COPY --from=${builder} ${path} ${plan.moves?.get(path) ?? path}`;
  const outside = app.steps
    .filter((step) => !isInShared(app, plan, step.instruction))
    .flatMap((step) => copiedOutside(app, step, effects, plan));
  return [
    ...repeated.filter((one) => !isOfFiles(one)).map(textOf),
    ...plan.copies.map(fromBuild),
    ...outside.map((one) => (typeof one === 'string' ? fromBuild(one) : textOf(one))),
    ...repeated.filter(isOfFiles).map(textOf),
  ];
}

function isInShared(app: Application, { sharedUntil }: Plan, one: Instruction): boolean {
  return sharedUntil !== undefined && one.span.start < app.steps[sharedUntil]!.instruction.span.start;
}

/** A COPY to where the application does not lie: the path when a RUN changed it later, else the instruction again. */
function copiedOutside(
  app: Application,
  { instruction, directory }: BuildStep,
  { touched }: RunEffects,
  plan: Plan,
): (string | Instruction)[] {
  if (instruction.keyword === 'RUN') return [];
  const { destination, sources } = instruction as CopyInstruction;
  const path = resolvePath(directory, knownText(app.file, destination, instruction));
  const places = [...app.steps.map((step) => step.directory).filter((place) => place !== '/'), '/tmp', app.directory];
  const isTool = /\/(?:composer|uv|uvx)$/.test(path);
  if (isTool || places.some((place) => isBelow(path, place)) || plan.copies.some((copy) => isBelow(path, copy)))
    return [];
  if (plan.image === 'scratch') refuse(`${path} is copied into an image that would hold nothing else`);
  if ([...sources, destination!].some(({ variables }) => variables.length > 0))
    refuse(`a copy to ${path} depends on variables`);
  if (touched.has(path)) return [path];
  const changed = [...touched].filter((other) => isBelow(other, path));
  const files = destination!.value.endsWith('/')
    ? sources.map(({ value }) => resolvePath(path, baseNameOf(value)))
    : [];
  if (changed.length > 0 && files.length === changed.length && files.every((one) => touched.has(one))) return files;
  if (changed.length > 0) refuse(`${path} is changed after it was copied`);
  if (!destination!.value.startsWith('/')) refuse(`${destination!.value} lies outside of the application`);
  return [instruction];
}

/** USER where it stands in front of what is built: the image needs it again. */
function userLine({ file, stage }: Application, kept: readonly Block[]): string[] {
  const user = stage.instructions.findLast(({ keyword }) => keyword === 'USER');
  const isKept = user !== undefined && kept.some(({ instruction }) => instruction === user);
  return isKept ? [file.source.slice(user.span.start, user.span.end)] : [];
}
