import type { RunInstruction } from '../../../model/dockerfile.ts';
import { nameOf, packageChangeOf, packagesLeftBy } from '../parts/installed-packages.ts';
import type { Program } from '../parts/programs.ts';
import type { Application, BuildStep } from './application.ts';
import { isBelow, resolvePath } from './paths.ts';
import { refuse } from './refusal.ts';

/** What the RUNs of an application do besides building it. */
export interface RunEffects {
  /** RUNs that make users and directories: the image that runs needs them too. */
  readonly repeated: readonly RunInstruction[];
  /** Packages of the operating system that are there at the end, as written, and who installs them. */
  readonly packages: readonly string[];
  readonly manager?: 'apt' | 'apk' | 'other';
  /** Paths outside of where the application is built that are changed. */
  readonly touched: ReadonlySet<string>;
  /** All programs of all RUNs. */
  readonly programs: readonly Program[];
}

const ACCOUNTS = /^(?:useradd|adduser|groupadd|addgroup|usermod)$/;
const DIRECTORIES = /^(?:mkdir|chown|chmod|touch)$/;
const QUIET =
  /^(?:set|echo|printf|true|false|:|test|\[|export|ls|cat|exit|umask|pwd|date|sort|head|grep|sleep|uname|arch|unset|id)$/;
const LOCAL = /^(?:rm|cp|mv|ln|sed|install|tar|unzip|find|strip|gzip)$/;
const FETCHES = /^(?:curl|wget|git|sha256sum|gpg)$/;
const PACKAGES = /^(?:apt|apt-get|apk|dnf|microdnf|yum|zypper|apt-mark|update-ca-certificates|ldconfig)$/;
const BUILDS = new RegExp(
  `^(?:${[
    ...[
      'npm',
      'npx',
      'yarn',
      'yarnpkg',
      'pnpm',
      'node',
      'corepack',
      'tsc',
      'pip[\\d.]*',
      'python[\\d.]*',
      'pytest',
      'virtualenv',
    ],
    ...[
      'go',
      'cargo',
      'rustup',
      'rustc',
      'mvn',
      'mvnw',
      'gradle',
      'gradlew',
      'java',
      'javac',
      'dotnet',
      'bundle',
      'bundler',
      'gem',
    ],
    ...['rake', 'rails', 'ruby', 'composer', 'php', 'docker-php-ext-[a-z]+', 'pecl', 'a2enmod', 'make'],
  ].join('|')})$`,
);
/** Where builds leave what nobody runs. */
const SCRATCH = [
  '/tmp',
  '/var/tmp',
  '/root/.cache',
  '/root/.npm',
  '/root/.m2',
  '/root/.cargo',
  '/var/lib/apt',
  '/var/cache',
  '/dev',
  '/proc',
];

/** Looks at every command of every RUN. Refuses what may leave files behind that nobody can name. */
export function effectsOf(app: Application): RunEffects {
  const repeated: RunInstruction[] = [];
  const touched = new Set<string>();
  const runs = app.steps.filter(({ instruction }) => instruction.keyword === 'RUN');
  const places = [...new Set(app.steps.map(({ directory }) => directory).filter((path) => path !== '/')), ...SCRATCH];
  for (const step of runs) {
    const outside = step.programs.flatMap((program) => outsideOf(program, step, places));
    for (const program of step.programs) refuseUnknown(program);
    const isAccount = step.programs.some(({ name }) => ACCOUNTS.test(name));
    const isPlain = step.programs.every(
      ({ name }) => ACCOUNTS.test(name) || DIRECTORIES.test(name) || QUIET.test(name),
    );
    if (isAccount && !isPlain) refuse('a RUN makes a user and does other things too');
    if (isPlain && (isAccount || (step.programs.some(({ name }) => name === 'mkdir') && outside.length > 0)))
      repeated.push(step.instruction as RunInstruction);
    else for (const path of outside) touched.add(path);
  }
  const programs = runs.flatMap((step) => step.programs);
  const packages = [...new Set([...packagesLeftBy(programs)].map(({ text }) => text))];
  const [installer] = programs.filter((one) => packageChangeOf(one)?.kind === 'install').map(({ name }) => name);
  return { repeated, packages, touched, programs, ...(installer !== undefined && { manager: managerOf(installer) }) };
}

function managerOf(name: string): 'apt' | 'apk' | 'other' {
  return /^apt/.test(name) ? 'apt' : name === 'apk' ? 'apk' : 'other';
}

function refuseUnknown({ name, args }: Program): void {
  const known = [ACCOUNTS, DIRECTORIES, QUIET, LOCAL, FETCHES, PACKAGES, BUILDS, /^cd$/].some((names) =>
    names.test(name),
  );
  if (!known) refuse(`what ${name} leaves behind is not known`);
  if (name === 'make' && args.some(({ text }) => text === 'install')) refuse('what make install installs is not known');
  if (
    /^(?:curl|wget)$/.test(name) &&
    !args.some(({ text }) => /^-{1,2}(?:[sSfLkqn]*[oOP]|output|output-document)/.test(text))
  )
    refuse(`what ${name} fetches goes where nobody can see`);
}

/** Paths that a command names outside of the places where the application is built. */
function outsideOf({ name, args, command }: Program, { directory }: BuildStep, places: readonly string[]): string[] {
  const isOutside = (path: string) => !places.some((place) => isBelow(path, place));
  const targets = (command?.redirects ?? []).flatMap(({ operator, target }) =>
    target?.value !== undefined && operator.includes('>') ? [resolvePath(directory, target.value)] : [],
  );
  const written = targets.filter(isOutside);
  if (written.length > 0) refuse(`${written[0]} is written by a RUN`);
  const isChange = DIRECTORIES.test(name) || LOCAL.test(name) || FETCHES.test(name) || name === 'cd';
  if (!isChange) return [];
  // Where nothing is built, names without a directory lie outside too.
  const isNamed = isOutside(directory) ? /^[^-~$]/ : /^\.{0,2}\//;
  const paths = args.flatMap(({ text }) => (isNamed.test(text) ? [resolvePath(directory, text)] : []));
  const outside = paths.filter(isOutside).filter((path) => name !== 'rm' && !/\.git$|^\/\//.test(path));
  if (outside.length > 0 && !DIRECTORIES.test(name))
    refuse(`${name} works in ${outside[0]}, outside of the application`);
  return outside;
}

/** Compilers, headers and tools that built programs do without. */
const BUILD_ONLY =
  /^(?:build-essential|build-base|gcc|g\+\+|make|cmake|git|python[\d.]*|pkg-config|pkgconf|autoconf|automake|libtool|(?:musl|libc|libc6|linux-libc)-dev|linux-headers\w*|maven|gradle|unzip|zip|gnupg\d?|binutils|patch|file|curl|wget|xz-utils|bash|openssh-client|lsb-release|apt-transport-https|software-properties-common)$/;

/** Which packages the image that runs needs: those that its start names, and all that are no tools. */
export function runtimePackages(
  { packages }: RunEffects,
  app: Application,
  linksLibraries: boolean,
): readonly string[] {
  const named = [...app.start.words, ...(app.health?.words ?? [])].map((word) => word.slice(word.lastIndexOf('/') + 1));
  return packages.filter((text) => {
    const name = nameOf(text);
    if (named.includes(name)) return true;
    if (BUILD_ONLY.test(name)) return false;
    if (!/-(?:dev|devel|headers)$/.test(name)) return true;
    if (linksLibraries) refuse(`which library of ${name} the program loads is not known`);
    return false;
  });
}
