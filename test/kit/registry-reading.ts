import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type OpenOptions, openImageSource } from '../../src/io/open-source.ts';
import type { RegistryEnvironment, RegistryTiming } from '../../src/io/registry/registry-source.ts';
import type { Digest } from '../../src/model/digest.ts';
import { startRegistry, type TestRegistry, type TestRegistryOptions } from './registry.ts';

export const SIGNAL = new AbortController().signal;
export const FAST = { tries: 3, firstDelayMs: 5, maxDelayMs: 40, connectMs: 2000, idleMs: 500 };

/** A private directory of the running test. */
export let directory: string;
let registries: TestRegistry[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'registry-test-'));
  registries = [];
});
afterEach(async () => {
  for (const registry of registries) await registry.close();
  rmSync(directory, { recursive: true });
});

/** A registry that ends with the test. */
export async function started(options?: TestRegistryOptions): Promise<TestRegistry> {
  const registry = await startRegistry(options);
  registries.push(registry);
  return registry;
}

interface Extra {
  readonly environment?: RegistryEnvironment;
  readonly timing?: Partial<RegistryTiming>;
  readonly signal?: AbortSignal;
}

export function openOptions({ environment = {}, timing = {} }: Extra): OpenOptions {
  return {
    stdin: () => {
      throw new Error('stdin is not asked for');
    },
    temporaryDirectory: directory,
    userAgent: 'plimsoll/test',
    timing: { ...FAST, ...timing },
    environment: { certificateDirectories: [], ...environment },
  };
}

/** Reads a whole image: the digest of its manifest and of each layer, as they came. */
export async function read(name: string, extra: Extra = {}): Promise<{ manifest: string; layers: string[] }> {
  const signal = extra.signal ?? SIGNAL;
  const source = await openImageSource(name, openOptions(extra));
  try {
    const root = await source.root(signal);
    if (root.kind !== 'oci') throw new Error('a registry gives manifests');
    const document = JSON.parse(new TextDecoder().decode(root.bytes)) as {
      layers: { digest: Digest; size: number }[];
    };
    const layers: string[] = [];
    for (const { digest, size } of document.layers) {
      const hash = createHash('sha256');
      for await (const chunk of source.blob(digest, size, signal)) hash.update(chunk);
      layers.push(`sha256:${hash.digest('hex')}`);
      expect(layers.at(-1)).toBe(digest);
    }
    return { manifest: `sha256:${createHash('sha256').update(root.bytes).digest('hex')}`, layers };
  } finally {
    await source.close();
  }
}

/** An environment with this `config.json`. */
export function dockerConfig(config: unknown): RegistryEnvironment {
  const dockerConfigDirectory = join(directory, 'docker');
  mkdirSync(dockerConfigDirectory, { recursive: true });
  writeFileSync(join(dockerConfigDirectory, 'config.json'), JSON.stringify(config));
  return { dockerConfig: dockerConfigDirectory };
}

export const filed = (host: string, user = 'ann', password = 'hunter2:x') =>
  dockerConfig({ auths: { [host]: { auth: Buffer.from(`${user}:${password}`).toString('base64') } } });
export const authorizations = (registry: TestRegistry) => registry.requests.map(({ headers }) => headers.authorization);
export const LAYERS = [randomBytes(3_000_000), randomBytes(10)];
export const SECRETS = /hunter2|aHVudGVy|token-[0-9a-f]|refresh-me/;

/** Whether a native program is there. */
export function programWorks(program: string, parameters: readonly string[]): boolean {
  try {
    execFileSync(program, parameters, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
