import type { CredentialEnvironment } from './credentials.ts';
import type { MirrorEnvironment } from './mirrors/find-places.ts';
import type { ProxySettings } from './proxy.ts';
import type { RetryPolicy } from './retry.ts';

/** Values of the environment and places of the system that a registry client needs. */
export interface RegistryEnvironment extends CredentialEnvironment, MirrorEnvironment {
  /** A PEM file of authorities that are trusted beside the system's. */
  readonly caFile?: string;
  /** Directories like Docker's `certs.d`; those of Docker and Podman when absent. */
  readonly certificateDirectories?: readonly string[];
  /** Token servers (`host[:port]`) under another domain that may see the credentials of a registry, by registry. */
  readonly tokenServers?: Readonly<Record<string, readonly string[]>>;
  readonly proxies?: ProxySettings;
}

export interface RegistryTiming extends RetryPolicy {
  /** Until a connection stands. */
  readonly connectMs: number;
  /** Until the head of an answer is there, and between two pieces of its body. */
  readonly idleMs: number;
  /** A body that brings, over a span of `paceMs` of waiting, fewer bytes than these in a second is given up. */
  readonly paceMs: number;
  readonly leastBytesPerSecond: number;
}

export interface RegistryOptions {
  readonly userAgent: string;
  /** Speak http to a registry that is not on this machine. */
  readonly plainHttp?: boolean;
  readonly environment: RegistryEnvironment;
  readonly timing?: Partial<RegistryTiming>;
}
