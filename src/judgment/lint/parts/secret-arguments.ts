import type { Span } from '../../../model/dockerfile.ts';
import { downloadOf } from './downloads.ts';
import { type Option, parseOptions } from './options.ts';
import type { Argument, Program } from './programs.ts';
import { isPlaceholder, secretIn } from './secret-words.ts';

/** A secret that a program is given by its arguments. */
export interface SecretArgument {
  /** `a password`. */
  readonly what: string;
  readonly span: Span;
}

const OPTION_NAMES =
  /^(?:(?:[\w-]*[-_])?(?:password|passwd|passphrase|secret|api[-_]?key|secret[-_]?(?:access[-_]?)?key|access[-_]?key|client[-_]?secret|private[-_]?key|auth[-_]?token|access[-_]?token|token|(?:src|dest)?(?:storepass|keypass)))$/i;
const PASSWORD_PROGRAMS =
  /^(?:mysql(?:admin|dump)?|mariadb(?:-admin|-dump)?|sshpass|docker|podman|nerdctl|buildah|skopeo|oras|crane|az|helm|7z|7za|unzip|zip)$/;

/** The first secret among a program's arguments, as it stands there: no variable, no placeholder. */
export function secretArgumentOf(program: Program): SecretArgument | undefined {
  return inOptions(program) ?? inHeaders(program) ?? inWords(program);
}

function inOptions(program: Program): SecretArgument | undefined {
  const { options } = downloadOf(program)?.options ?? parseOptions(withValues(program.args), { long: LONG_NAMES });
  for (const option of options) {
    const { name, value } = option;
    if (value === undefined) continue;
    if (program.name === 'curl' && (name === 'u' || name === 'user' || name === 'proxy-user')) {
      const password = /^[^:]*:(.+)$/s.exec(value)?.[1];
      if (password !== undefined && isSecret(password, option)) return { what: 'a password', span: option.span };
    } else if (name.length > 1 && OPTION_NAMES.test(name) && isSecret(value, option))
      return { what: wordFor(name), span: option.span };
  }
  return attachedPassword(program);
}

const JAVA_NAMES = ['storepass', 'keypass', 'srcstorepass', 'deststorepass'];
const LONG_NAMES = [
  'password',
  'passwd',
  'passphrase',
  'token',
  'secret',
  'api-key',
  'auth-token',
  'access-token',
  'access-key',
  'secret-key',
  ...JAVA_NAMES,
];

/** Java's tools write long options with one dash. */
function withValues(args: readonly Argument[]): readonly Argument[] {
  return args.map((one) => (JAVA_NAMES.includes(one.text.slice(1)) ? { ...one, text: `-${one.text}` } : one));
}

/** `mysql -psecret`, `sshpass -p secret`, `docker login -p secret`. */
function attachedPassword({ name, args }: Program): SecretArgument | undefined {
  if (!PASSWORD_PROGRAMS.test(name)) return undefined;
  for (const [index, one] of args.entries()) {
    const attached = /^-[pP](.+)$/s.exec(one.text)?.[1];
    const isLogin = name === 'sshpass' || args.some(({ text }) => text === 'login');
    if (attached !== undefined && /^(?:mysql|mariadb|sshpass|7z)/.test(name) && isSecret(attached, one))
      return { what: 'a password', span: one.span };
    const next = args[index + 1];
    if (one.text === '-p' && isLogin && next !== undefined && isSecret(next.text, next))
      return { what: 'a password', span: { start: one.span.start, end: next.span.end } };
  }
  return undefined;
}

function inHeaders(program: Program): SecretArgument | undefined {
  for (const option of downloadOf(program)?.options.options ?? []) {
    if (option.name !== 'H' && option.name !== 'header') continue;
    const match =
      /^\s*(?:(?:proxy-)?authorization:\s*(?:bearer|token|basic)\s+|(?:x-(?:api-key|auth-token|vault-token|jfrog-art-api)|private-token|job-token):\s*)(\S+)/i.exec(
        option.value ?? '',
      );
    if (match !== null && isSecret(match[1]!, option)) return { what: 'a token', span: option.span };
  }
  return undefined;
}

/** What is written into .netrc, .npmrc, .pypirc or a settings file: `machine … login … password …`, `//host/:_authToken=…`. */
function inWords({ name, args }: Program): SecretArgument | undefined {
  if (!/^(?:echo|printf|npm|yarn|pnpm|git|tee|composer|pip3?|aws|bundle)$/.test(name)) return undefined;
  const words = args.map(({ text }) => text);
  for (const [index, one] of args.entries()) {
    const match =
      /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(\S+)/.exec(one.text) ??
      /:?_(?:authToken|auth|password)["']?[ \t]{0,9}[= ][ \t]{0,9}["']?([^\s"']+)/.exec(one.text);
    if (match !== null && !isPlaceholder(match[1]!)) return { what: 'a password', span: one.span };
    const key = words[index - 1] ?? '';
    const isSetting =
      (name === 'aws' &&
        words[0] === 'configure' &&
        words[1] === 'set' &&
        /^(?:aws_secret_access_key|aws_session_token)$/.test(key)) ||
      (/^(?:npm|yarn|pnpm)$/.test(name) && words.includes('set') && /:?_(?:authToken|auth|password)$/.test(key));
    if (isSetting && isSecret(one.text, one)) return { what: 'a secret', span: one.span };
  }
  return undefined;
}

function isSecret(value: string, { isLiteral }: Pick<Option, 'isLiteral'>): boolean {
  // `docker build --secret id=…` says where a secret is to be found.
  if (/^(?:id|src|source|type|env|file|name)=/.test(value)) return false;
  return secretIn(value) !== undefined || (isLiteral && value.length >= 3 && !isPlaceholder(value));
}

function wordFor(name: string): string {
  return /pass/i.test(name) ? 'a password' : /token/i.test(name) ? 'a token' : 'a secret';
}
