import { PlimsollError } from '../../model/error.ts';
import { formatReference, type Reference } from '../../model/reference.ts';
import { printable } from '../layout/printable.ts';
import { Authenticator } from './authenticator.ts';
import { parseChallenges } from './challenge.ts';
import { type HttpAnswer, HttpClient, type HttpRequest } from './http-client.ts';
import { isLoopback, refusalOf, registryUrl } from './origin.ts';
import { badAnswer, codeOf, denied, isNotTls, unavailable, unreachable } from './registry-error.ts';
import type { RegistryOptions, RegistryTiming } from './registry-options.ts';
import { delayAfter, isBusy, isPassing, wait } from './retry.ts';

const TIMING: RegistryTiming = { tries: 4, firstDelayMs: 500, maxDelayMs: 30_000, connectMs: 10_000, idleMs: 30_000 };
const CERTIFICATES = ['/etc/docker/certs.d', '/etc/containers/certs.d'];
const MAX_REDIRECTS = 5;

/** Reads one repository of a registry (OCI distribution-spec, "Pull"): authorization, redirects, back-off, and the errors of all that. */
export class RegistryClient {
  readonly #reference: Reference;
  readonly #timing: RegistryTiming;
  readonly #http: HttpClient;
  readonly #authenticator: Authenticator;
  #base: URL;
  /** A registry on this machine may be plain http; whether it is, the first answer tells. */
  #mayBePlain: boolean;

  constructor(reference: Reference, options: RegistryOptions) {
    const { environment, plainHttp = false, userAgent } = options;
    this.#reference = reference;
    this.#timing = { ...TIMING, ...options.timing };
    this.#http = new HttpClient({
      userAgent,
      ...this.#timing,
      certificateDirectories: environment.certificateDirectories ?? CERTIFICATES,
      ...(environment.caFile !== undefined && { caFile: environment.caFile }),
    });
    this.#base = registryUrl(reference.registry, plainHttp);
    this.#mayBePlain = !plainHttp && isLoopback(this.#base) && this.#base.port !== '';
    this.#authenticator = new Authenticator(reference, environment, (request, signal) =>
      this.#patiently(request, signal),
    );
  }

  /** What stands in errors. */
  get name(): string {
    return formatReference(this.#reference);
  }

  /**
   * GETs `path` below the repository. The answer is 200 or 404; anything else is an error: `registry/unreachable`,
   * `registry/untrusted-certificate`, `registry/denied`, `registry/unavailable`, `registry/bad-answer`.
   */
  async get(path: string, accept: string, signal: AbortSignal): Promise<HttpAnswer> {
    let sent = await this.#authenticator.current();
    let answer = await this.#follow(path, accept, sent, signal);
    if (answer.status === 401 && answer.url.origin === this.#base.origin) {
      answer.drop();
      const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
      sent = await this.#authenticator.authorize(this.#base, challenges, sent, signal);
      if (sent !== undefined) answer = await this.#follow(path, accept, sent, signal);
    }
    if (answer.status === 200 || answer.status === 404) return answer;
    answer.drop();
    throw this.#refusal(answer, sent !== undefined);
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  /** Redirects lead to stores of blobs. What proves who we are stays at the registry. */
  async #follow(path: string, accept: string, authorization: string | undefined, signal: AbortSignal) {
    const { repository } = this.#reference;
    const headers = { accept };
    const own = authorization === undefined ? headers : { ...headers, authorization };
    let answer = await this.#patiently(
      () => ({ url: new URL(`/v2/${repository}/${path}`, this.#base), headers: own }),
      signal,
    );
    let isHome = true;
    for (let hops = 0; [301, 302, 303, 307, 308].includes(answer.status); hops++) {
      answer.drop();
      const { location } = answer.headers;
      if (hops === MAX_REDIRECTS || location === undefined || !URL.canParse(location, answer.url.href)) {
        throw badAnswer(
          this.#reference.registry,
          hops === MAX_REDIRECTS ? 'with one redirect after another' : 'with a redirect to nowhere',
        );
      }
      const url = new URL(location, answer.url);
      const refusal = refusalOf(answer.url, url) ?? refusalOf(this.#base, url);
      if (refusal !== undefined) {
        throw badAnswer(this.#reference.registry, `with a redirect to ${printable(url.origin)}, ${refusal}`);
      }
      // Node would turn a user name in the address into a header.
      url.username = '';
      url.password = '';
      // Once left, never sent again: the way back was chosen by a stranger.
      isHome &&= url.origin === this.#base.origin;
      answer = await this.#patiently({ url, headers: isHome ? own : headers }, signal);
    }
    return answer;
  }

  /** One request, again while the server is busy or the network stumbles. */
  async #patiently(request: HttpRequest | (() => HttpRequest), signal: AbortSignal): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt++) {
      const { url, ...rest } = typeof request === 'function' ? request() : request;
      const isLast = attempt >= this.#timing.tries;
      let retryAfter: string | undefined;
      try {
        const answer = await this.#http.request({ url, ...rest }, signal);
        if (url.origin === this.#base.origin) this.#mayBePlain = false;
        if (!isBusy(answer.status) || isLast) return answer;
        answer.drop();
        retryAfter = answer.headers['retry-after'];
      } catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof PlimsollError) throw cause;
        const code = codeOf(cause);
        if (this.#mayBePlain && url.origin === this.#base.origin && isNotTls(code)) {
          this.#base = registryUrl(this.#reference.registry, true);
          this.#mayBePlain = false;
          attempt--;
          continue;
        }
        if (isLast || !isPassing(code)) throw unreachable(url.host, cause);
      }
      await wait(delayAfter(attempt, retryAfter, this.#timing, Date.now()), signal);
    }
  }

  #refusal(answer: HttpAnswer, hadCredentials: boolean): PlimsollError {
    const { registry } = this.#reference;
    const { status, url } = answer;
    if (url.origin !== this.#base.origin)
      return badAnswer(url.host, `the request for ${printable(this.name)} with ${status}`);
    if (status === 401 || status === 403) {
      const help = hadCredentials
        ? ['it may not exist, or need other credentials', `docker login ${registry}`]
        : [`log in first: docker login ${registry}`];
      return denied(`${registry} refuses ${printable(this.name)} (${status})`, [...this.#authenticator.hints, ...help]);
    }
    return isBusy(status)
      ? unavailable(registry, status)
      : badAnswer(registry, `the request for ${printable(this.name)} with ${status}`);
  }
}
