import type { Application } from './application.ts';
import { isOfficial, sameImage, slimImage, withoutTools } from './images-to-run.ts';
import { baseNameOf, isBelow, resolvePath } from './paths.ts';
import type { Language, Plan } from './plan.ts';
import { refuse } from './refusal.ts';
import { type RunEffects, runtimePackages } from './runs.ts';
import { startedBy } from './started.ts';

const BUILT = /^(?:dist|build|out|lib|\.output)$/;
/** What installs into the directory that it is started in. */
const INSTALLS = /^(?:npm|yarn|pnpm|bundle|bundler|composer)$/;
const NOTHING_LEFT = 'nothing would stay behind in a stage of its own';

/** Node: what npm, yarn or pnpm installed, and what the build made of the sources. */
export const node: Language = {
  name: 'Node',
  images: /^node$/,
  plan(app, effects) {
    const { program, args } = startedBy(app.start);
    if (!/^(?:node|npm|yarn|npx|docker-entrypoint\.sh)$|\//.test(program))
      refuse(`where ${program} comes from is not known`);
    if (
      effects.programs.some(
        ({ name, args: own }) =>
          /^(?:npm|yarn|pnpm)$/.test(name) && own.some(({ text }) => /^(?:-g|--global|global)$/.test(text)),
      )
    )
      refuse('packages are installed outside of the application');
    const root = rootOf(app);
    const image = withoutTools(app, effects, slimImage(app, 'node'));
    const packages = runtimePackages(effects, app, true);
    const built = builtDirectory(app, effects, root, program === 'node' ? args : []);
    const prunes = program === 'node' && root === app.directory && installsDev(app, effects) && !isUserChanged(app);
    const isLess =
      image !== sameImage(app) || built !== undefined || prunes || packages.length < effects.packages.length;
    if (!isLess) refuse(NOTHING_LEFT);
    return {
      image,
      copies: built === undefined ? [root] : ['package.json', 'node_modules', built].map((name) => `${root}/${name}`),
      ...(prunes && { buildTail: ['RUN npm prune --omit=dev'] }),
      packages,
      assumptions: [
        ...(prunes ? ['The program needs no development dependencies.'] : []),
        built === undefined
          ? `All that the program needs lies in ${root}.`
          : `Of ${root} the program needs package.json, node_modules and ${built}, and no other file.`,
        ...runsOn(app, image),
      ],
    };
  },
};

/** Python: a virtual environment, made if there is none, and the sources. */
export const python: Language = {
  name: 'Python',
  images: /^python$/,
  plan(app, effects) {
    if (!isOfficial(app) && app.image.digest === undefined) refuse('the base image is not that of Python');
    const installs = effects.programs.filter(
      ({ name, args }) =>
        (/^pip/.test(name) || (/^python/.test(name) && args[1]?.text === 'pip')) &&
        args.some(({ text }) => text === 'install'),
    );
    if (installs.length === 0) refuse('nothing is installed with pip');
    for (const { args, command } of installs)
      if (
        args.some(({ text }) => /^(?:--user|--target|--prefix|--root|-t)(?:=|$)/.test(text)) ||
        command?.name?.value?.includes('/')
      )
        refuse('pip does not install into the environment that it is started in');
    if (/^(?:uv|poetry|pipenv|conda)$/.test(startedBy(app.start).program))
      refuse('the program is started by a tool of its build');
    const root = rootOf(app);
    const own = effects.programs.flatMap(({ name, args }) => {
      const words = args.map(({ text }) => text);
      const target =
        name === 'virtualenv' || words[1] === 'venv' ? words.findLast((word) => !word.startsWith('-')) : undefined;
      return target === undefined ? [] : [resolvePath(app.directory, target)];
    });
    if (own.length === 0 && isUserChanged(app)) refuse('pip does not install as root');
    const [environment = '/opt/venv'] = own;
    const image = withoutTools(app, effects, slimImage(app, 'python'));
    const path = `ENV PATH="${environment}/bin:$PATH"`;
    return {
      image,
      copies: [...(isBelow(environment, root) ? [] : [environment]), root],
      ...(own.length === 0 && { buildHead: [`RUN python -m venv ${environment}`, path], runtimeHead: [path] }),
      packages: runtimePackages(effects, app, true),
      assumptions: [
        `The packages that pip installs into ${environment}, and the files in ${root}, are all that the program needs.`,
        ...runsOn(app, image),
      ],
    };
  },
};

/** Ruby: the gems, and the application. */
export const ruby: Language = {
  name: 'Ruby',
  images: /^ruby$/,
  plan(app, effects) {
    if (
      !effects.programs.some(
        ({ name, args }) =>
          /^bundler?$/.test(name) && (args[0] === undefined || args.some(({ text }) => text === 'install')),
      )
    )
      refuse('nothing is installed with bundle install');
    if (!isOfficial(app)) refuse('where this image keeps its gems is not known');
    const { stage } = app;
    const isMoved =
      stage.instructions.some(
        (one) => one.keyword === 'ENV' && one.pairs.some(({ key }) => /^(?:BUNDLE_PATH|GEM_HOME)$/.test(key.value)),
      ) ||
      effects.programs.some(
        ({ name, args }) => /^bundler?$/.test(name) && args.some(({ text }) => /^(?:--path|path)\b/.test(text)),
      );
    const root = rootOf(app);
    const image = withoutTools(app, effects, slimImage(app, 'ruby'));
    return {
      image,
      copies: isMoved ? [root] : ['/usr/local/bundle', root],
      packages: runtimePackages(effects, app, true),
      assumptions: [
        isMoved ? `The gems lie in ${root}.` : 'The gems lie in /usr/local/bundle, where the image keeps them.',
        `All else that the program needs lies in ${root}.`,
        ...runsOn(app, image),
      ],
    };
  },
};

/** PHP: extensions are needed by both, so they get a stage on which both stand. */
export const php: Language = {
  name: 'PHP',
  images: /^php$/,
  plan(app, effects) {
    const root = rootOf(app);
    const isBuild = ({ instruction, programs, directory }: Application['steps'][number]) =>
      programs.some(({ name }) => /^(?:composer|npm|yarn|php)$/.test(name)) ||
      (instruction.keyword !== 'RUN' &&
        isForBuild(
          resolvePath(directory, (instruction as { destination?: { value: string } }).destination?.value ?? '/'),
          root,
        ));
    const sharedUntil = app.steps.findIndex(isBuild);
    if (!effects.programs.some(({ name }) => /^(?:composer|npm|yarn)$/.test(name))) refuse(NOTHING_LEFT);
    const late = app.steps.slice(sharedUntil).flatMap(({ programs }) => programs);
    if (late.some(({ name }) => /^(?:docker-php-ext|pecl|a2enmod|apt|apk)/.test(name)))
      refuse('extensions or packages are installed behind the files of the application');
    return {
      sharedUntil,
      copies: [root],
      packages: [],
      assumptions: [
        `All that the program needs besides the extensions lies in ${root}.`,
        'Composer and what it downloads stay behind.',
      ],
    };
  },
};

function isForBuild(destination: string, root: string): boolean {
  return isBelow(destination, root) || baseNameOf(destination) === 'composer';
}

/** The topmost WORKDIR above the last one. */
function rootOf(app: Application): string {
  const directories = app.steps.map(({ directory }) => directory).filter((path) => path !== '/');
  const above = directories.filter((path) => isBelow(app.directory, path));
  const root = above.reduce((top, path) => (path.length < top.length ? path : top), app.directory);
  const other = app.steps.find(
    ({ directory, programs, instruction }) =>
      !isBelow(directory, root) &&
      (programs.some(({ name }) => INSTALLS.test(name)) || (instruction.keyword !== 'RUN' && directory !== '/')),
  );
  return other === undefined ? root : refuse(`parts of the application lie in ${other.directory}, outside of ${root}`);
}

/** The directory that a build step fills and the program is started from. */
function builtDirectory(
  app: Application,
  { programs }: RunEffects,
  root: string,
  args: readonly string[],
): string | undefined {
  const isBuilt = programs.some(
    ({ name, args: own }) =>
      name === 'tsc' || (/^(?:npm|yarn|pnpm)$/.test(name) && own.some(({ text }) => text === 'build')),
  );
  const script = args.find((arg) => !arg.startsWith('-'));
  if (!isBuilt || script === undefined) return undefined;
  const path = resolvePath(app.directory, script);
  const [first = ''] = isBelow(path, root) ? path.slice(root.length + 1).split('/') : [];
  return BUILT.test(first) ? first : undefined;
}

/** Whether npm installs what only the build needs, so that it can take it away again. */
function installsDev({ stage }: Application, { programs }: RunEffects): boolean {
  const installs = programs.filter(
    ({ name, args }) => name === 'npm' && /^(?:ci|install|i)$/.test(args[0]?.text ?? ''),
  );
  const isProduction = stage.instructions.some(
    (one) =>
      one.keyword === 'ENV' &&
      one.pairs.some(({ key, value }) => key.value === 'NODE_ENV' && value?.value === 'production'),
  );
  const isOmitted = installs.some(({ args }) =>
    args.some(({ text }) => /^--(?:omit=dev|production|only=prod\w*)$/.test(text)),
  );
  return installs.length > 0 && !isProduction && !isOmitted;
}

/** Whether anything is built as another user than root. */
function isUserChanged({ stage, steps }: Application): boolean {
  const last = steps.at(-1)?.instruction.span.start ?? 0;
  return stage.instructions.some((one) => one.keyword === 'USER' && one.span.start < last);
}

function runsOn(app: Application, image: string): Plan['assumptions'] {
  return image === sameImage(app)
    ? []
    : [`The program runs on ${image}, and needs no library that only ${sameImage(app)} brings.`];
}
