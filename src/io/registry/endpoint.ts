import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';
import { Authenticator } from './authenticator.ts';
import { parseChallenges } from './challenge.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts';
import { refusalOf } from './origin.ts';
import type { Place } from './place.ts';
import { badAnswer, codeOf, denied, isNotTls, unavailable, unreachable } from './registry-error.ts';
import type { RegistryEnvironment, RegistryTiming } from './registry-options.ts';
import { delayAfter, isBusy, isPassing, wait } from './retry.ts';

const MAX_REDIRECTS = 5;

export interface RegistryRequest {
  readonly accept: string;
  /** The first byte that is wanted of a blob. */
  readonly from?: number;
}

/** Reads one repository at one place (OCI distribution-spec, "Pull"): authorization, redirects, back-off, and the errors of all that. */
export class Endpoint {
  readonly place: Place;
  readonly #timing: RegistryTiming;
  readonly #http: HttpClient;
  readonly #authenticator: Authenticator;
  /** What stands in errors. */
  readonly #name: string;
  #base: URL;
  #mayBePlain: boolean;

  constructor(place: Place, name: string, http: HttpClient, environment: RegistryEnvironment, timing: RegistryTiming) {
    this.place = place;
    this.#name = name;
    this.#timing = timing;
    this.#http = http;
    this.#base = place.url;
    this.#mayBePlain = place.mayBePlain;
    http.trust(place.url.host, place);
    const realm = { registry: place.host, repository: place.repository };
    this.#authenticator = new Authenticator(realm, environment, (request, signal) => this.#patiently(request, signal));
  }

  /**
   * GETs `path` below the repository, or a URL of this place. The answer is 200, 404, and 206 or 416 when a part was asked for;
   * anything else is an error: `registry/unreachable`, `registry/untrusted-certificate`, `registry/denied`, `registry/unavailable`,
   * `registry/bad-answer`, `registry/proxy-failed`.
   */
  async get(path: string | URL, request: RegistryRequest, signal: AbortSignal): Promise<HttpAnswer> {
    let sent = await this.#authenticator.current();
    let answer = await this.#follow(path, request, sent, signal);
    if (answer.status === 401 && answer.url.origin === this.#base.origin) {
      answer.drop();
      const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
      sent = await this.#authenticator.authorize(this.#base, challenges, sent, signal);
      if (sent !== undefined) answer = await this.#follow(path, request, sent, signal);
    }
    if (answer.status === 200 || answer.status === 404) return answer;
    if (request.from !== undefined && (answer.status === 206 || answer.status === 416)) return answer;
    answer.drop();
    throw this.#refusal(answer, sent !== undefined);
  }

  /** Whether an address is one of this place, so that what proves who we are may go there. */
  holds(url: URL): boolean {
    return url.origin === this.#base.origin;
  }

  #urlOf(path: string | URL): URL {
    if (path instanceof URL) return path;
    const url = new URL(`${this.place.repository}/${path}`, this.#base);
    if (this.place.namespace !== undefined) url.searchParams.set('ns', this.place.namespace);
    return url;
  }

  /** Redirects lead to stores of blobs. What proves who we are stays at the registry. */
  async #follow(
    path: string | URL,
    { accept, from }: RegistryRequest,
    authorization: string | undefined,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const headers = { accept, ...(from !== undefined && { range: `bytes=${from}-` }) };
    const own = authorization === undefined ? headers : { ...headers, authorization };
    let answer = await this.#patiently(() => ({ url: this.#urlOf(path), headers: own }), signal);
    let isHome = true;
    for (let hops = 0; [301, 302, 303, 307, 308].includes(answer.status); hops++) {
      answer.drop();
      const { location } = answer.headers;
      if (hops === MAX_REDIRECTS || location === undefined || !URL.canParse(location, answer.url.href)) {
        throw badAnswer(
          this.place.host,
          hops === MAX_REDIRECTS ? 'with one redirect after another' : 'with a redirect to nowhere',
        );
      }
      const url = new URL(location, answer.url);
      const refusal = refusalOf(answer.url, url) ?? refusalOf(this.#base, url);
      if (refusal !== undefined) {
        throw badAnswer(this.place.host, `with a redirect to ${printable(url.origin)}, ${refusal}`);
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
        const hasNoTls = isNotTls(code) || (this.place.insecure === true && code === 'ECONNREFUSED');
        if (this.#mayBePlain && url.origin === this.#base.origin && hasNoTls) {
          this.#base = new URL(this.#base.href.replace(/^https/, 'http'));
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
    const { host: registry } = this.place;
    const { status, url } = answer;
    if (url.origin !== this.#base.origin)
      return badAnswer(url.host, `the request for ${printable(this.#name)} with ${status}`);
    if (status === 401 || status === 403) {
      const help = hadCredentials
        ? ['it may not exist, or need other credentials', `docker login ${registry}`]
        : [`log in first: docker login ${registry}`];
      return denied(`${registry} refuses ${printable(this.#name)} (${status})`, [
        ...this.#authenticator.hints,
        ...help,
      ]);
    }
    return isBusy(status)
      ? unavailable(registry, status)
      : badAnswer(registry, `the request for ${printable(this.#name)} with ${status}`);
  }
}
