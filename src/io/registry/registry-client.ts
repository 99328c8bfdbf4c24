import { PlimsollError } from '../../model/error.ts';
import { formatReference, type Reference } from '../../model/reference.ts';
import { Endpoint, type RegistryRequest } from './endpoint.ts';
import { type HttpAnswer, HttpClient } from './http-client.ts';
import { findPlaces } from './mirrors/find-places.ts';
import type { RegistryOptions, RegistryTiming } from './registry-options.ts';
import { delayAfter, wait } from './retry.ts';

const TIMING: RegistryTiming = {
  tries: 4,
  firstDelayMs: 500,
  maxDelayMs: 30_000,
  connectMs: 10_000,
  idleMs: 30_000,
  paceMs: 60_000,
  leastBytesPerSecond: 1024,
};
const CERTIFICATES = ['/etc/docker/certs.d', '/etc/containers/certs.d'];

/** Reads one repository: at its mirrors, in their order, and at last at the registry itself. */
export class RegistryClient {
  readonly #reference: Reference;
  readonly #options: RegistryOptions;
  readonly #timing: RegistryTiming;
  readonly #http: HttpClient;
  #endpoints: Promise<readonly Endpoint[]> | undefined;
  /** Mirrors that failed; they are not asked again. */
  readonly #failed = new Set<Endpoint>();
  readonly #givers = new WeakMap<HttpAnswer, Endpoint>();

  constructor(reference: Reference, options: RegistryOptions) {
    const { environment, userAgent } = options;
    const certificateDirectories = environment.certificateDirectories ?? CERTIFICATES;
    this.#reference = reference;
    this.#options = { ...options, environment: { ...environment, certificateDirectories } };
    this.#timing = { ...TIMING, ...options.timing };
    this.#http = new HttpClient({
      userAgent,
      ...this.#timing,
      certificateDirectories,
      ...(environment.caFile !== undefined && { caFile: environment.caFile }),
      ...(environment.proxies && { proxies: environment.proxies }),
    });
  }

  /** What stands in errors. */
  get name(): string {
    return formatReference(this.#reference);
  }

  /**
   * GETs `path` below the repository; `named` says by what. What a mirror does not have or do, the next one is asked for. Codes are
   * those of `Endpoint.get`, of the registry itself, and `registry/blocked`, `registry/bad-configuration`.
   */
  async get(
    path: string,
    request: RegistryRequest & { readonly named?: 'digest' | 'tag' },
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const { named = 'digest', ...rest } = request;
    this.#endpoints ??= this.#open();
    const endpoints = await this.#endpoints;
    for (const endpoint of endpoints.slice(0, -1)) {
      const { takes } = endpoint.place;
      if (this.#failed.has(endpoint) || takes === (named === 'tag' ? 'digests' : 'tags')) continue;
      const answer = await endpoint.get(path, rest, signal).catch((cause: unknown) => {
        signal.throwIfAborted();
        if (!(cause instanceof PlimsollError)) throw cause;
        this.#failed.add(endpoint);
      });
      if (answer !== undefined && answer.status !== 404) return this.#given(answer, endpoint);
      answer?.drop();
    }
    const origin = endpoints.at(-1)!;
    return this.#given(await origin.get(path, rest, signal), origin);
  }

  /** GETs another page of a list at the place that gave the first; undefined when the address is of another host. */
  async next(before: HttpAnswer, url: URL, accept: string, signal: AbortSignal): Promise<HttpAnswer | undefined> {
    const endpoint = this.#givers.get(before);
    if (!endpoint?.holds(url)) return undefined;
    return this.#given(await endpoint.get(url, { accept }, signal), endpoint);
  }

  isFromMirror(answer: HttpAnswer): boolean {
    return this.#givers.get(answer)?.place.kind === 'mirror';
  }

  /** After an answer that is of no use: whether it came from a mirror, so that the next place can be asked. */
  giveUp(answer: HttpAnswer): boolean {
    const endpoint = this.#givers.get(answer);
    if (endpoint === undefined || endpoint.place.kind === 'origin') return false;
    this.#failed.add(endpoint);
    return true;
  }

  /** Waits as before another try of the same. */
  rest(attempt: number, signal: AbortSignal): Promise<void> {
    return wait(delayAfter(attempt, undefined, this.#timing, Date.now()), signal);
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  #given(answer: HttpAnswer, endpoint: Endpoint): HttpAnswer {
    this.#givers.set(answer, endpoint);
    return answer;
  }

  /** A mirror is not waited for: there is another place. */
  async #open(): Promise<readonly Endpoint[]> {
    const { environment, plainHttp = false } = this.#options;
    const places = await findPlaces(this.#reference, environment, plainHttp);
    return places.map((place) => {
      const timing = place.kind === 'mirror' ? { ...this.#timing, tries: 1 } : this.#timing;
      return new Endpoint(place, this.name, this.#http, environment, timing);
    });
  }
}
