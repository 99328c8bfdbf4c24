import type { CredentialEnvironment } from './credentials.ts';
import type { RetryPolicy } from './retry.ts';

/** Values of the environment and places of the system that a registry client needs. */
export interface RegistryEnvironment extends CredentialEnvironment {
  /** A PEM file of authorities that are trusted beside the system's. */
  readonly caFile?: string;
  /** Docker's `certs.d` directories; those of Docker and Podman when absent. */
  readonly certificateDirectories?: readonly string[];
  /** Token servers (`host[:port]`) under another domain that may see the credentials of a registry, by registry. */
  readonly tokenServers?: Readonly<Record<string, readonly string[]>>;
}

export interface RegistryTiming extends RetryPolicy {
  readonly connectMs: number;
  readonly idleMs: number;
}

export interface RegistryOptions {
  readonly userAgent: string;
  /** Speak http to a registry that is not on this machine. */
  readonly plainHttp?: boolean;
  readonly environment: RegistryEnvironment;
  readonly timing?: Partial<RegistryTiming>;
}
