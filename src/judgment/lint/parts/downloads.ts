import type { Span } from '../../../model/dockerfile.ts';
import { type Options, optionOf, parseOptions } from './options.ts';
import type { Argument, Program } from './programs.ts';

/** What curl or wget fetches. */
export interface Download {
  readonly program: Program;
  readonly options: Options;
  readonly urls: readonly Argument[];
  /** Where the bytes go: a file as far as it is told, the next program, or nowhere that matters. */
  readonly target: { readonly kind: 'file'; readonly name?: string } | { readonly kind: 'output' };
  readonly span: Span;
}

const CURL = {
  short: 'oHduXAebcmTwKEFDCrtUyYzPQ',
  long: [
    ...[
      'output',
      'header',
      'data',
      'data-binary',
      'data-raw',
      'data-urlencode',
      'json',
      'user',
      'request',
      'user-agent',
    ],
    ...['referer', 'cookie', 'cookie-jar', 'max-time', 'connect-timeout', 'upload-file', 'write-out', 'config', 'cert'],
    ...[
      'key',
      'cacert',
      'capath',
      'form',
      'dump-header',
      'continue-at',
      'range',
      'proxy',
      'proxy-user',
      'retry',
      'url',
    ],
    ...[
      'retry-delay',
      'retry-max-time',
      'output-dir',
      'limit-rate',
      'proto',
      'proto-redir',
      'oauth2-bearer',
      'netrc-file',
    ],
    ...['unix-socket', 'resolve', 'tls-max', 'ciphers', 'max-redirs', 'interface', 'aws-sigv4', 'pass'],
  ],
};
const WGET = {
  short: 'oOaeitTwQPUBARDIXl',
  long: [
    ...[
      'output-document',
      'output-file',
      'header',
      'user',
      'password',
      'http-user',
      'http-password',
      'tries',
      'timeout',
    ],
    ...['directory-prefix', 'user-agent', 'post-data', 'post-file', 'input-file', 'base', 'ca-certificate', 'execute'],
    ...['load-cookies', 'save-cookies', 'progress', 'waitretry', 'quota', 'limit-rate', 'referer'],
  ],
};

/** Reads a call of curl or wget; undefined for other programs. */
export function downloadOf(program: Program): Download | undefined {
  const isCurl = program.name === 'curl';
  if (!isCurl && program.name !== 'wget') return undefined;
  const options = parseOptions(program.args, isCurl ? CURL : WGET);
  const named = options.options.filter(({ name, value }) => isCurl && name === 'url' && value !== undefined);
  const urls = [
    ...options.operands,
    ...named.map(({ value = '', isLiteral, valueSpan, span }) => ({ text: value, isLiteral, span: valueSpan ?? span })),
  ];
  return { program, options, urls, target: targetOf(program, options, isCurl), span: program.span };
}

function targetOf({ command }: Program, options: Options, isCurl: boolean): Download['target'] {
  const named = isCurl ? optionOf(options, 'o', 'output') : optionOf(options, 'O', 'output-document');
  const redirect = command?.redirects.find(
    ({ operator }) => operator === '>' || operator === '>>' || operator === '>|',
  );
  if (named?.value !== undefined && named.value !== '-' && named.value !== '/dev/stdout')
    return { kind: 'file', name: named.value };
  if (redirect?.target !== undefined) return { kind: 'file', name: redirect.target.value ?? redirect.target.raw };
  if (isCurl) {
    if (optionOf(options, 'O', 'remote-name', 'remote-name-all') === undefined) return { kind: 'output' };
  } else if (named !== undefined) return { kind: 'output' };
  return { kind: 'file', ...nameIn(options) };
}

/** The last part of the address's path. */
function nameIn({ operands }: Options): { readonly name?: string } {
  const address = operands.findLast(({ text }) => text.includes('/'))?.text.replace(/[?#].*$/s, '');
  const name = address?.slice(address.lastIndexOf('/') + 1);
  return name === undefined || name === '' ? {} : { name };
}
