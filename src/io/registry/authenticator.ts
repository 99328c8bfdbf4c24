import { parseJsonObject } from '../../formats/bytes/json.ts';
import { limits } from '../../formats/bytes/limits.ts';
import { printable } from '../layout/printable.ts';
import type { Challenge } from './challenge.ts';
import { type Credentials, findCredentials } from './credentials.ts';
import type { HttpAnswer, HttpRequest } from './http-client.ts';
import { mayReceiveCredentials, refusalOf } from './origin.ts';
import { badAnswer, denied, unavailable } from './registry-error.ts';
import type { RegistryEnvironment } from './registry-options.ts';

/** What is asked for: one repository of one registry, to read. */
export interface Realm {
  readonly registry: string;
  readonly repository: string;
}

type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/**
 * Answers challenges of one registry (distribution, "Token Authentication Specification" and "OAuth2 Token Authentication"; Basic,
 * RFC 7617). Credentials go to the registry itself, or to a token server of the same owner (`mayReceiveCredentials`), or to one that
 * the user allowed. Any other is asked without: not even what is filed under its own name is used there, as the token would end up
 * at the registry that sent us.
 */
export class Authenticator {
  readonly #realm: Realm;
  readonly #environment: RegistryEnvironment;
  readonly #send: Send;
  #current: Promise<string | undefined> | undefined;
  /** Why there may be no access: for the error's help. */
  readonly #hints: string[] = [];

  constructor(realm: Realm, environment: RegistryEnvironment, send: Send) {
    this.#realm = realm;
    this.#environment = environment;
    this.#send = send;
  }

  /** What to send along without being asked: whatever was accepted before. */
  async current(): Promise<string | undefined> {
    return this.#current?.catch(() => undefined);
  }

  /** The lines that help a person who was refused. */
  get hints(): readonly string[] {
    return this.#hints;
  }

  /**
   * The value of `Authorization` after the registry at `url` refused `rejected`; undefined when nothing is left to try. Requests at
   * the same time share one answer. `registry/denied`, `registry/bad-answer`, `registry/unavailable`.
   */
  async authorize(
    url: URL,
    challenges: readonly Challenge[],
    rejected: string | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const known = await this.current();
    if (known !== undefined && known !== rejected) return known;
    this.#current = this.#answer(url, challenges, signal);
    return this.#current;
  }

  async #answer(url: URL, challenges: readonly Challenge[], signal: AbortSignal): Promise<string | undefined> {
    const { registry } = this.#realm;
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer !== undefined) return this.#token(url, bearer.parameters, signal);
    if (!challenges.some(({ scheme }) => scheme === 'basic')) return undefined;
    const credentials = await this.#credentialsOf(registry, signal);
    if (credentials?.kind === 'basic') return basic(credentials);
    return credentials?.kind === 'bearer' ? `Bearer ${credentials.token}` : undefined;
  }

  async #token(url: URL, parameters: ReadonlyMap<string, string>, signal: AbortSignal): Promise<string> {
    const { registry } = this.#realm;
    const server = tokenServer(registry, url, parameters.get('realm'));
    const isTrusted = mayReceiveCredentials(url, server) || this.#isAllowed(server);
    const filed = await this.#credentialsOf(registry, signal);
    const credentials = isTrusted ? filed : undefined;
    if (filed !== undefined && !isTrusted) {
      this.#hint(
        `the credentials of ${registry} were kept back: it wants them at ${printable(server.host)}, another site`,
      );
    }
    if (credentials?.kind === 'bearer') return bearerOf(registry, credentials.token);
    const request = tokenRequest(server, parameters.get('service'), this.#scope(parameters.get('scope')), credentials);
    const answer = await this.#send(request, signal);
    const bytes = await answer.bytes(limits.tokenBytes);
    if (answer.status === 401 || answer.status === 403) {
      throw denied(
        `${printable(server.host)} gives no token for ${registry}/${this.#realm.repository} (${answer.status})`,
        [
          ...this.#hints,
          credentials === undefined
            ? `log in first: docker login ${registry}`
            : `the stored credentials were refused: docker login ${registry}`,
        ],
      );
    }
    if (answer.status === 429 || answer.status >= 500) throw unavailable(server.host, answer.status);
    const document = answer.status === 200 && bytes ? parseJsonObject(bytes) : undefined;
    return bearerOf(server.host, document?.['token'] ?? document?.['access_token']);
  }

  /** Over https only, whatever was allowed. */
  #isAllowed(server: URL): boolean {
    const allowed = this.#environment.tokenServers?.[this.#realm.registry] ?? [];
    return server.protocol === 'https:' && allowed.includes(server.host);
  }

  /** Never more than reading this repository: a registry that asks for more would get a token for more. */
  #scope(asked: string | undefined): string {
    const { repository } = this.#realm;
    const scopes = (asked ?? '').split(' ').filter(Boolean);
    const isFair = (scope: string) =>
      !/^(?:repository|registry)[:(]/.test(scope) ||
      (scope.startsWith('repository:') &&
        (scope.endsWith(`:${repository}:pull`) || scope.endsWith(`/${repository}:pull`)));
    return scopes.length > 0 && scopes.every(isFair) ? scopes.join(' ') : `repository:${repository}:pull`;
  }

  async #credentialsOf(host: string, signal: AbortSignal): Promise<Credentials | undefined> {
    const { credentials, problems } = await findCredentials(host, this.#realm.repository, this.#environment, signal);
    for (const problem of problems) this.#hint(problem);
    return credentials;
  }

  #hint(line: string): void {
    if (!this.#hints.includes(line)) this.#hints.push(line);
  }
}

function tokenServer(registry: string, from: URL, realm: string | undefined): URL {
  const url = realm !== undefined && URL.canParse(realm) ? new URL(realm) : undefined;
  if (url === undefined) throw badAnswer(registry, 'with a challenge that names no token server');
  const refusal = refusalOf(from, url);
  if (refusal !== undefined) {
    throw denied(`${printable(registry)} asks for tokens at ${printable(url.origin)}, ${refusal}`, [
      'nothing was sent there; the registry is set up wrongly, or is not to be trusted',
    ]);
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

function tokenRequest(server: URL, service: string | undefined, scope: string, credentials?: Credentials): HttpRequest {
  const headers = { accept: 'application/json' };
  if (credentials?.kind === 'identity') {
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'plimsoll', scope });
    if (service !== undefined) form.set('service', service);
    form.set('refresh_token', credentials.token);
    return { url: server, headers, form };
  }
  const url = new URL(server);
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.delete('scope');
  for (const one of scope.split(' ')) url.searchParams.append('scope', one);
  return credentials?.kind === 'basic'
    ? { url, headers: { ...headers, authorization: basic(credentials) } }
    : { url, headers };
}

function basic({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

const MAX_TOKEN = 64 << 10;

/** A token becomes part of a header: it must not hold a line break, nor be endless. */
function bearerOf(host: string, token: unknown): string {
  if (typeof token === 'string' && token.length <= MAX_TOKEN && /^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw badAnswer(host, 'a request for a token with none that can be used');
}
