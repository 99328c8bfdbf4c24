import { execFile, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programWorks } from './registry-reading.ts';

/** A program that keeps images, started for a test on a directory of its own. */
export interface DaemonProgram {
  /** As in DOCKER_HOST, CONTAINER_HOST, or the address of containerd. */
  readonly host: string;
  /** Loads a docker-save archive under its name, or an OCI archive into a namespace of containerd. */
  load(archive: string, name: string): Promise<void>;
  /** Writes an image into an archive as the program's own command does. */
  save?(name: string, archive: string): Promise<void>;
  stop(): Promise<void>;
}

/** Why it does not run here, in its own words: a machine may have the program and forbid it to start. */
export type Unstartable = string;

export const hasDockerd = programWorks('dockerd', ['--version']) && programWorks('skopeo', ['--version']);
export const hasPodman = programWorks('podman', ['--version']);
export const hasContainerd = programWorks('containerd', ['--version']) && programWorks('ctr', ['--version']);

/** Docker's daemon without networks, so that it changes nothing of the machine's. */
export async function startDockerd(directory: string): Promise<DaemonProgram | Unstartable> {
  const socket = join(directory, 'docker.sock');
  const own = ['data-root', 'exec-root', 'pidfile'].flatMap((name) => [`--${name}`, join(directory, name)]);
  const flags = [
    '--iptables=false',
    '--ip6tables=false',
    '--bridge=none',
    '--storage-driver=vfs',
    '-H',
    `unix://${socket}`,
  ];
  const stop = await startedWith('dockerd', [...own, ...flags], () => answers(socket));
  if (typeof stop === 'string') return stop;
  const host = `unix://${socket}`;
  const load = (archive: string, name: string) =>
    run('skopeo', ['copy', '-q', '--dest-daemon-host', host, `docker-archive:${archive}`, `docker-daemon:${name}`]);
  return { host, load, stop };
}

/** Podman's API service. */
export async function startPodman(directory: string): Promise<DaemonProgram | Unstartable> {
  const socket = join(directory, 'podman.sock');
  const places = [
    '--root',
    join(directory, 'root'),
    '--runroot',
    join(directory, 'run'),
    '--tmpdir',
    join(directory, 'tmp'),
  ];
  const common = [...places, '--storage-driver=vfs', '--cgroup-manager=cgroupfs', '--events-backend=file'];
  const service = [...common, 'system', 'service', '--time=0', `unix://${socket}`];
  const stop = await startedWith('podman', service, () => answers(socket));
  if (typeof stop === 'string') return stop;
  const load = (archive: string) => run('podman', [...common, 'load', '-q', '-i', archive]);
  const save = (name: string, archive: string) =>
    run('podman', [...common, 'save', '-q', '--format', 'docker-archive', '-o', archive, name]);
  return { host: `unix://${socket}`, load, save, stop };
}

/** containerd; its root is `root` in the directory. */
export async function startContainerd(directory: string): Promise<DaemonProgram | Unstartable> {
  const socket = join(directory, 'containerd.sock');
  const places = ['--root', join(directory, 'root'), '--state', join(directory, 'state'), '--address', socket];
  const stop = await startedWith('containerd', places, async () => programWorks('ctr', ['-a', socket, 'version']));
  if (typeof stop === 'string') return stop;
  // Without --no-unpack it would mount file systems, which a machine may forbid.
  const load = (archive: string, namespace: string) =>
    run('ctr', ['-a', socket, '-n', namespace, 'images', 'import', '--no-unpack', '--all-platforms', archive]);
  const save = (name: string, archive: string) =>
    run('ctr', ['-a', socket, '-n', 'k8s.io', 'images', 'export', '--all-platforms', archive, name]);
  return { host: socket, load, save, stop };
}

async function run(program: string, parameters: readonly string[]): Promise<void> {
  await promisify(execFile)(program, parameters);
}

/** Starts a program and waits until it answers; gives what stops it, or why it ended. */
async function startedWith(
  program: string,
  parameters: readonly string[],
  isReady: () => Promise<boolean>,
): Promise<(() => Promise<void>) | Unstartable> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  for (let attempt = 0; attempt < 200 && !hasEnded; attempt++) {
    if (await isReady()) {
      return async () => {
        child.kill('SIGTERM');
        await ended;
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  return `${program} does not start here: ${said.trim().split('\n').at(-1) ?? 'no answer'}`;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path: '/_ping', timeout: 2000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

/** A directory for a program, short enough for a socket in it. */
export function programDirectory(parent: string, name: string): string {
  const path = join(parent, name);
  mkdirSync(path, { recursive: true });
  return path;
}
