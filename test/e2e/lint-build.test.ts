import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/formats/dockerfile/parse-dockerfile.ts';
import { openShellParser } from '../../src/io/shell/tree-sitter-shell.ts';
import { lintRules } from '../../src/judgment/lint/index.ts';
import { toMultiStage } from '../../src/judgment/lint/multi-stage/to-multi-stage.ts';
import { contextsOf } from '../../src/judgment/lint/parts/contexts.ts';
import { chooseRules, defaultLintSettings as settings } from '../../src/judgment/lint/parts/settings.ts';
import { mendDockerfile } from '../../src/scan/lint.ts';

/** A static busybox is all that the base images hold. */
const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path)) ?? '';
const isStatic = !/\.so/.test(spawnSync('ldd', [busybox], { encoding: 'utf8' }).stdout ?? '');
const hasBuildah = spawnSync('buildah', ['--version']).status === 0;
const canBuild = hasBuildah && busybox !== '' && isStatic && process.getuid?.() === 0;
const goRoot = canBuild ? (spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).stdout ?? '').trim() : '';

const store = canBuild ? mkdtempSync(join(tmpdir(), 'plimsoll-lint-build-')) : '';
const parseShell = await openShellParser();
const job = { heedsPragmas: true, settings, now: new Date('2026-01-01'), parseShell };

function buildah(...args: string[]): string {
  const own = ['--root', join(store, 'root'), '--runroot', join(store, 'run'), '--storage-driver', 'vfs'];
  const { status, stdout, stderr } = spawnSync('buildah', [...own, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`buildah ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Builds the files in `context` by this Dockerfile, as an image of that name. */
function build(name: string, dockerfile: string, ...options: string[]): void {
  const file = join(store, `${name.replace(/\W/g, '-')}.Dockerfile`);
  writeFileSync(file, dockerfile);
  const policy = ['--signature-policy', join(store, 'policy.json')];
  const quiet = ['--isolation', 'chroot', '--pull=false', '--quiet', '--layers=false', ...policy];
  buildah('build', ...quiet, ...options, '--file', file, '--tag', name, join(store, 'context'));
}

interface Built {
  /** Path → kind, mode, owner and content. */
  readonly files: ReadonlyMap<string, string>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly author: string | undefined;
  readonly root: string;
}

function look(name: string): Built {
  const root = buildah(
    'mount',
    buildah('from', '--pull=false', '--signature-policy', join(store, 'policy.json'), name),
  );
  const files = new Map<string, string>();
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const { mode, uid, gid } = lstatSync(join(root, path));
    const kind = mode & 0o170000;
    const content =
      kind === 0o100000 ? hash(join(root, path)) : kind === 0o120000 ? readlinkSync(join(root, path)) : '';
    files.set(path, [mode.toString(8), uid, gid, content].join(' '));
  }
  const { OCIv1 } = JSON.parse(buildah('inspect', '--type', 'image', name)) as {
    OCIv1: { config: Record<string, unknown> & { Labels?: Record<string, string> }; author?: string };
  };
  const { 'io.buildah.version': _, ...Labels } = OCIv1.config.Labels ?? {};
  return { files, config: { ...OCIv1.config, Labels }, author: OCIv1.author, root };
}

function hash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** `-path`, `+path` and `~path` of files, and the parts of the configuration that differ. */
function differences(before: Built, after: Built): string[] {
  const paths = [...new Set([...before.files.keys(), ...after.files.keys()])].sort();
  const changed = paths.flatMap((path) => {
    const [was, is] = [before.files.get(path), after.files.get(path)];
    return was === is ? [] : [`${was === undefined ? '+' : is === undefined ? '-' : '~'}${path}`];
  });
  const [was, is] = [before, after].map(({ config, author }) => ({ ...config, author }) as Record<string, unknown>);
  const keys = [...new Set([...Object.keys(was!), ...Object.keys(is!)])].sort();
  return [...changed, ...keys.filter((key) => JSON.stringify(was![key]) !== JSON.stringify(is![key]))];
}

/** The file after the fixes of one rule, whatever they are called. */
function mended(dockerfile: string, rule: string): string {
  const file = parseDockerfile(Buffer.from(dockerfile), 'Dockerfile');
  const rules = chooseRules(
    lintRules.filter(({ id }) => id === rule),
    { ...settings, enabled: [rule] },
  );
  return Buffer.from(mendDockerfile(file, { ...job, rules }, () => true).linted.dockerfile.source, 'latin1').toString();
}

/** Leaves traces of what it was told, as apt-get would. */
const APT = `#!/bin/sh
for word; do case $word in
  update) mkdir -p /var/lib/apt/lists && echo index > /var/lib/apt/lists/index ;;
  --no-install-recommends) bare=1 ;;
  install) installs=1 ;;
  -*) ;;
  *) [ -n "$installs" ] || continue
     [ -f /var/lib/apt/lists/index ] || exit 100
     mkdir -p /usr/share/$word; [ -n "$bare" ] || mkdir -p /usr/share/recommended-by-$word ;;
esac; done
`;

const reason = canBuild ? '' : ' (skipped: needs buildah, a static busybox, and to be root)';

describe.skipIf(!canBuild)(`what is built before and after fixes${reason}`, () => {
  beforeAll(() => {
    const context = join(store, 'context');
    mkdirSync(join(context, 'site'), { recursive: true });
    writeFileSync(join(store, 'policy.json'), '{"default":[{"type":"insecureAcceptAnything"}]}');
    copyFileSync(busybox, join(context, 'busybox'));
    writeFileSync(join(context, 'apt-get'), APT);
    chmodSync(join(context, 'apt-get'), 0o755);
    writeFileSync(join(context, 'site/index.html'), '<p>Hello</p>\n');
    writeFileSync(join(context, 'main.go'), 'package main\n\nfunc main() { println("started") }\n');
    writeFileSync(join(context, 'go.mod'), 'module example.com/server\n\ngo 1.20\n');
    writeFileSync(join(context, 'roots.pem'), 'none\n');
    const install = 'RUN ["/bin/busybox", "--install", "-s", "/bin"]';
    const base = `FROM scratch\nCOPY busybox /bin/busybox\n${install}\nCOPY apt-get /bin/apt-get\nRUN ln -s apt-get /bin/apt\n`;
    build('local/base:1', base);
    const go =
      'RUN mkdir -p /tmp\nCOPY roots.pem /etc/ssl/certs/ca-certificates.crt\nENV PATH=/usr/local/go/bin:/bin GOFLAGS=-buildvcs=false\n';
    if (goRoot !== '') build('golang:1.22', `FROM local/base:1\n${go}`);
  });

  afterAll(() => {
    if (!canBuild) return;
    buildah('rm', '--all');
    rmSync(store, { recursive: true, force: true });
  });

  it.each<[rule: string, lines: string, differ: string[]]>([
    ['apt-lists-left', 'RUN apt-get update && apt-get install -y a', ['-var/lib/apt/lists/index']],
    [
      'apt-no-install-recommends',
      'RUN apt-get update && apt-get install -y a b',
      ['-usr/share/recommended-by-a', '-usr/share/recommended-by-b'],
    ],
    ['apt-yes', 'RUN apt-get update && apt-get install a', []],
    ['no-apt', 'RUN apt update && apt install -y a', []],
    ['sorted-arguments', 'RUN apt-get update && apt-get install -y \\\n  b \\\n  a', []],
    ['update-not-joined', 'RUN apt-get update\nRUN apt-get install -y a', []],
    ['copy-not-add', 'ADD site /srv/site\nADD --chown=7:8 main.go /srv/', []],
    ['maintainer-deprecated', 'MAINTAINER Someone <a@example.com>', ['Labels', 'author']],
    ['legacy-key-value', 'ENV GREETING hello  "you"\nRUN echo "$GREETING" > /greeting\nLABEL a b', []],
    ['instruction-case', 'run echo a > /a\nUSER 7\nCOPY site /b\nEXPOSE 80', []],
    ['multiple-cmds', 'CMD ["a"]\nRUN echo a > /a\nCMD ["b"]', []],
    ['multiple-entrypoints', 'ENTRYPOINT ["a"]\nCMD ["b"]\nENTRYPOINT ["c"]\nCMD ["d"]', []],
    [
      'stage-name-case',
      'RUN echo a > /a\nFROM local/base:1 AS Second\nCOPY site /site\nFROM local/base:1\nCOPY --from=Second /site /out',
      [],
    ],
    ['from-as-case', 'RUN echo a > /a\nFROM local/base:1 as second\nRUN echo b > /b', []],
    ['consecutive-runs', 'RUN echo a > /a\nRUN echo b > /b\nRUN rm /a', []],
    ['exec-form', 'CMD httpd -f -p 80', ['Cmd']],
    ['shell-backticks', 'RUN echo `echo a | tr a b` > /a', []],
    ['shell-legacy-grep', 'RUN echo a | egrep "a|b" > /a', []],
  ])('%s', (rule, lines, differ) => {
    const before = `FROM local/base:1\n# Comments stay.\n${lines}\n`;
    const after = mended(before, rule);
    expect(after).not.toBe(before);
    build('before', before);
    build('after', after);
    expect(differences(look('before'), look('after'))).toEqual(differ);
  });

  it.skipIf(goRoot === '')(`Go in several stages${goRoot === '' ? ' (skipped: needs go)' : ''}`, () => {
    const before = `FROM golang:1.22
WORKDIR /src
COPY go.mod main.go ./
ENV CGO_ENABLED=0
LABEL name=server
RUN go build -trimpath -o /bin/server .
EXPOSE 8080
USER 65532
ENTRYPOINT ["/bin/server"]
`;
    const file = parseDockerfile(Buffer.from(before), 'Dockerfile');
    const [rule] = chooseRules(lintRules, settings);
    const made = toMultiStage(file, contextsOf(file, job)(rule!).shell);
    if ('refused' in made) throw new Error(made.refused);
    const toolchain = ['--volume', `${goRoot}:/usr/local/go:ro`];
    build('before', before, ...toolchain);
    build('after', made.text, ...toolchain);
    const [was, is] = [look('before'), look('after')];
    const paths = [...is.files.keys()].filter((path) => is.files.get(path)!.startsWith('100'));
    expect(paths.sort()).toEqual(['bin/server', 'etc/ssl/certs/ca-certificates.crt']);
    expect(is.files.get('bin/server')).toBe(was.files.get('bin/server'));
    for (const key of ['Entrypoint', 'Cmd', 'ExposedPorts', 'User', 'WorkingDir', 'Labels'])
      expect([key, is.config[key]]).toEqual([key, was.config[key]]);
    expect(spawnSync(join(is.root, 'bin/server'), { encoding: 'utf8' }).stderr).toBe('started\n');
  });
});
