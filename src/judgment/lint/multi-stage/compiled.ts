import type { Application } from './application.ts';
import { distributionImage, dotnetImage, isOfficial, jreImage, sameImage, withoutTools } from './images-to-run.ts';
import { baseNameOf, directoryOf, isBelow, resolvePath } from './paths.ts';
import type { Language, Plan } from './plan.ts';
import { refuse } from './refusal.ts';
import { type RunEffects, runtimePackages } from './runs.ts';
import { isScript, needsShell, pathOf, startedBy } from './started.ts';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Go: one file, which needs nothing else when it is linked without C. */
export const go: Language = {
  name: 'Go',
  images: /^golang$/,
  plan(app, effects) {
    const isBuilt = effects.programs.some(
      ({ name, args }) => /^(?:go|make)$/.test(name) && !/^(?:mod|get)$/.test(args[0]?.text ?? ''),
    );
    if (!isBuilt) refuse('nothing is built with go build');
    if (/^go$/.test(baseNameOf(startedBy(app.start).program))) refuse('the program is compiled when the image starts');
    return planBinary(app, effects, { isStatic: isWithoutC(app), isPlainLinked: true, inPath: '/go/bin' });
  },
};

/** Rust: one file; with musl it needs nothing else. */
export const rust: Language = {
  name: 'Rust',
  images: /^rust$/,
  plan(app, effects) {
    const builds = effects.programs.filter(
      ({ name, args }) => name === 'cargo' && args.some(({ text }) => /^(?:build|install)$/.test(text)),
    );
    if (builds.length === 0) refuse('nothing is built with cargo build');
    if (baseNameOf(startedBy(app.start).program) === 'cargo') refuse('the program is compiled when the image starts');
    const isMusl = builds.every(({ args }) => args.some(({ text }) => text.endsWith('-linux-musl')));
    const isAlpine = /(?:^|-)alpine/.test(app.image.tag ?? '') && isOfficial(app);
    // The large image brings the headers of OpenSSL and others, and what links with them is not known.
    const isPlainLinked = /(?:^|-)slim(?:-|$)/.test(app.image.tag ?? '');
    return planBinary(app, effects, { isStatic: isMusl || isAlpine, isPlainLinked, inPath: '/usr/local/cargo/bin' });
  },
};

/** `isPlainLinked`: whether a program that is not static can need no library but that of C. */
function planBinary(
  app: Application,
  effects: RunEffects,
  { isStatic, isPlainLinked, inPath }: { isStatic: boolean; isPlainLinked: boolean; inPath: string },
): Plan {
  const { program } = startedBy(app.start);
  const found = pathOf(app, program) ?? outputNamed(program, app, effects, inPath);
  const path = isScript(program) ? refuse('the image starts a script, and what that runs is not known') : found;
  const moves = new Map(program.includes('/') ? [] : [[path, `/usr/local/bin/${program}`]]);
  const packages = runtimePackages(effects, app, !isStatic);
  const certificatesOnly = packages.every((name) => name === 'ca-certificates');
  const isOwnHealth = app.health === undefined || pathOf(app, app.health.words[0] ?? '') === path;
  const isAlone = isStatic && isOfficial(app) && certificatesOnly && isOwnHealth && !needsShell(app);
  const makesOthers = effects.repeated.some((run) => !isAccountsOnly(run, app));
  const accounts = /^[a-z_]/.test(app.user ?? '') ? ['/etc/passwd', '/etc/group'] : [];
  const assumption = `The program needs no file but ${path}: what it reads at run time (templates, migrations, settings) is not copied.`;
  if (isAlone && !makesOthers)
    return {
      image: 'scratch',
      copies: [CERTIFICATES, ...accounts, path],
      moves,
      packages: [],
      assumptions: [
        'The program is linked statically, so that it runs on an empty image, with the certificates of the build.',
        assumption,
        'It needs no shell, no time zones and no /tmp.',
      ],
    };
  const isSame = !isStatic && !isPlainLinked;
  const image = isSame ? sameImage(app) : withoutTools(app, effects, distributionImage(app));
  const runs = isStatic ? 'The program runs' : 'The program is linked with the C library of the build, and runs';
  return {
    image,
    copies: [...(image === sameImage(app) ? [] : [CERTIFICATES]), path],
    moves,
    packages,
    assumptions: [`${runs} on ${image}.`, assumption],
  };
}

/** Whether a repeated RUN makes nothing but users: those come along with /etc/passwd. */
function isAccountsOnly(run: RunEffects['repeated'][number], app: Application): boolean {
  const step = app.steps.find(({ instruction }) => instruction === run);
  return step?.programs.every(({ name }) => !/^(?:mkdir|chown|chmod|touch)$/.test(name)) === true;
}

/** Where a build puts a program that is started by its name alone. */
function outputNamed(name: string, app: Application, { programs }: RunEffects, inPath: string): string {
  for (const step of app.steps)
    for (const { args } of step.programs) {
      const at = args.findIndex(({ text }) => text === '-o');
      const output = at < 0 ? undefined : args[at + 1]?.text;
      const path = output === undefined ? undefined : resolvePath(step.directory, output);
      if (path !== undefined && /\/bin$/.test(directoryOf(path)) && baseNameOf(path) === name) return path;
    }
  const isInstalled = programs.some(({ args }) => args[0]?.text === 'install');
  return isInstalled ? `${inPath}/${name}` : refuse(`where ${name} lies is not known`);
}

function isWithoutC({ stage, steps, file }: Application): boolean {
  const off = /CGO_ENABLED[= ]["']?0/;
  const text = ({ span }: { span: { start: number; end: number } }) => file.source.slice(span.start, span.end);
  if (stage.instructions.some((one) => one.keyword === 'ENV' && off.test(text(one)))) return true;
  const builds = steps.filter(({ programs }) =>
    programs.some(({ name, args }) => name === 'go' && /^(?:build|install)$/.test(args[0]?.text ?? '')),
  );
  return builds.length > 0 && builds.every(({ instruction }) => off.test(text(instruction)));
}

/** Java: one jar. */
export const java: Language = {
  name: 'Java',
  images: /^(?:maven|gradle|eclipse-temurin|openjdk|amazoncorretto)$/,
  plan(app, effects) {
    const { program, args } = startedBy(app.start);
    const isBuilt = effects.programs.some(({ name }) => /^(?:mvnw?|gradlew?)$/.test(name));
    if (!isBuilt) refuse('nothing is built with Maven or Gradle');
    if (program !== 'java') refuse(`the image starts ${program}, not java`);
    const jar = args[args.indexOf('-jar') + 1];
    if (!args.includes('-jar') || jar === undefined || /[*?$]/.test(jar))
      refuse('the image does not start one jar by its name');
    const agents = args.flatMap((arg) => /^-javaagent:([^=]+)/.exec(arg)?.[1] ?? []);
    const image = withoutTools(app, effects, jreImage(app));
    const path = resolvePath(app.directory, jar);
    return {
      image,
      copies: [...agents.map((agent) => resolvePath(app.directory, agent)), path],
      packages: runtimePackages(effects, app, false),
      assumptions: [
        `${path} holds all that the program needs: its libraries, and no file beside it.`,
        ...(image === app.stage.from.image.value ? [] : [`The program runs on ${image}, without a compiler.`]),
      ],
    };
  },
};

/** .NET: the directory that dotnet publish fills. */
export const dotnet: Language = {
  name: '.NET',
  images: /^sdk$/,
  plan(app, effects) {
    const { program, args } = startedBy(app.start);
    const isPublished = effects.programs.some(({ name, args: own }) => name === 'dotnet' && own[0]?.text === 'publish');
    if (!isPublished) refuse('nothing is published with dotnet publish');
    const [assembly] = args;
    if (program !== 'dotnet' || assembly === undefined || !/\.dll$/.test(assembly))
      refuse('the image does not start an assembly with dotnet');
    const path = directoryOf(resolvePath(app.directory, assembly));
    const image = withoutTools(app, effects, dotnetImage(app));
    if (!isBelow(path, app.directory) && path === '/') refuse('the program lies in /');
    return {
      image,
      copies: [path],
      packages: runtimePackages(effects, app, false),
      assumptions: [
        `${path} is what dotnet publish made, and all that the program needs.`,
        ...(image === app.stage.from.image.value ? [] : [`${image} has the frameworks that the program names.`]),
      ],
    };
  },
};
