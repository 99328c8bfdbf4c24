import type { Instruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule, Violation } from '../../model/lint.ts';
import { downloadOf } from './parts/downloads.ts';
import { eachInstruction } from './parts/each-instruction.ts';
import { type Option, parseOptions } from './parts/options.ts';
import { type Program, programsOf } from './parts/programs.ts';
import { removeWord } from './parts/remove-word.ts';
import { variablesSetBy } from './parts/variables.ts';

const OFF = /^(?:0|false|no|off|never)$/i;
const ANY = /./;

/** Variables that turn the check off, by the values that do. */
const VARIABLES: Readonly<Record<string, { readonly value: RegExp; readonly alias?: string }>> = {
  BUNDLE_SSL_VERIFY_MODE: { value: /^(?:0|none)$/i },
  CONDA_SSL_VERIFY: { value: OFF },
  GIT_SSL_NO_VERIFY: { value: ANY, alias: 'CKV2_DOCKER_14' },
  GOINSECURE: { value: ANY, alias: 'CKV2_DOCKER_18' },
  NODE_TLS_REJECT_UNAUTHORIZED: { value: /^0$/, alias: 'CKV2_DOCKER_6' },
  NPM_CONFIG_STRICT_SSL: { value: OFF, alias: 'CKV2_DOCKER_12' },
  PERL_LWP_SSL_VERIFY_HOSTNAME: { value: OFF },
  PIP_TRUSTED_HOST: { value: ANY, alias: 'CKV2_DOCKER_16' },
  PYTHONHTTPSVERIFY: { value: OFF, alias: 'CKV2_DOCKER_5' },
  UV_INSECURE_HOST: { value: ANY },
  YARN_ENABLE_STRICT_SSL: { value: OFF },
};

/** Whoever stands between the build and the server chooses what is installed. */
export const tlsVerificationOff: LintRule = {
  id: 'tls-verification-off',
  level: 'warning',
  title: 'The server is not asked to prove who it is',
  why: 'Without the check of certificates anyone on the way to the server can hand the build other bytes, and they end up in the image. A private authority belongs into the trust store instead (COPY its certificate, then update-ca-certificates).',
  aliases: [],
  *check(file, context) {
    for (const instruction of eachInstruction(file)) yield* variables(instruction, context);
    for (const instruction of eachInstruction(file)) {
      if (instruction.keyword !== 'RUN') continue;
      for (const program of programsOf(instruction, context)) yield* ofProgram(program);
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'let the server be checked',
    edits({ span, subject = '' }, file) {
      const written = file.source.slice(span.start, span.end);
      if (!/^(?:curl|wget|pip)$/.test(subject) || !written.startsWith('-')) return [];
      if (!/^-\w{2,}$/.test(written)) return removeWord(file, span);
      const at = span.start + written.indexOf('k');
      return [{ span: { start: at, end: at + 1 }, text: '' }];
    },
  },
};

function* variables(instruction: Instruction, context: LintContext): Iterable<Violation> {
  for (const { name, value, span } of variablesSetBy(instruction, context)) {
    const known = Object.hasOwn(VARIABLES, name.toUpperCase()) ? VARIABLES[name.toUpperCase()] : undefined;
    if (known === undefined || value === undefined || !known.value.test(value.replace(/^["']|["']$/g, ''))) continue;
    yield { span, subject: name, message: `${name} turns the check of certificates off`, ...aliasOf(known.alias) };
  }
}

/** Settings of programs, as people write them into files. */
const SETTINGS =
  /^[ \t]{0,80}insecure[ \t]{0,80}$|\bcheck_certificate[ \t]{0,9}=[ \t]{0,9}off\b|\bssl_verify_mode:[ \t]{0,9}(?:0|none)\b|^[ \t]{0,80}sslverify[ \t]{0,9}=[ \t]{0,9}(?:0|false|no)\b|\bstrict-ssl[ \t]{0,9}=[ \t]{0,9}false\b|^[ \t]{0,80}ssl_verify:[ \t]{0,9}(?:false|no)\b/im;

function* ofProgram(program: Program): Iterable<Violation> {
  const { name, args } = program;
  const text = args.map((one) => one.text).join(' ');
  const said = (option: { readonly span: Option['span'] }, what: string, alias?: string): Violation => ({
    span: option.span,
    subject: name,
    message: `${what} turns the check of certificates off`,
    ...aliasOf(alias),
  });
  const setting = name === 'echo' || name === 'printf' ? args.find((one) => SETTINGS.test(one.text)) : undefined;
  if (setting !== undefined && program.command?.redirects.some(({ operator }) => operator.startsWith('>')))
    yield said(setting, 'This setting');
  const download = downloadOf(program);
  if (download !== undefined) {
    const { options } = download.options;
    const flags = name === 'curl' ? ['k', 'insecure', 'proxy-insecure', 'doh-insecure'] : ['no-check-certificate'];
    const option = options.find((one) => flags.includes(one.name));
    const isLocal = download.urls.length > 0 && download.urls.every(({ text }) => LOCAL.test(text));
    if (option === undefined || isLocal) return;
    yield said(
      option,
      option.name === 'k' ? '-k' : `--${option.name}`,
      name === 'curl' ? 'CKV2_DOCKER_2' : 'CKV2_DOCKER_3',
    );
  } else if (/^(?:pip|uv$|python)/.test(name)) {
    const { options } = parseOptions(args, { short: 'cm', long: ['trusted-host', 'allow-insecure-host'] });
    const option = options.find((one) => one.name === 'trusted-host' || one.name === 'allow-insecure-host');
    if (option !== undefined && (!name.startsWith('python') || / ?-m ?pip\b/.test(text)))
      yield { ...said(option, `--${option.name}`, 'CKV2_DOCKER_4'), subject: 'pip' };
    else if (name.startsWith('pip') && /^config (?:\S+ )*set (?:\S+ )*\w+\.trusted-host /.test(text))
      yield said(program, 'A trusted host', 'CKV2_DOCKER_4');
  } else {
    for (const { programs, pattern, what, alias } of COMMANDS) {
      if (programs.includes(name) && pattern.test(text)) yield said(program, what, alias);
    }
  }
}

const LOCAL = /^(?:[a-z]+:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?:[:/]|$)/;

/** Settings of programs, by the words of the command. */
const COMMANDS: readonly { programs: readonly string[]; pattern: RegExp; what: string; alias?: string }[] = [
  {
    programs: ['npm', 'yarn', 'pnpm'],
    pattern: /(?:^|\s)(?:set (?:-\S+ )*strict-ssl[ =]["']?false|--strict-ssl[ =]false|--no-strict-ssl)/,
    what: 'strict-ssl=false',
    alias: 'CKV2_DOCKER_13',
  },
  {
    programs: ['yum', 'dnf', 'microdnf', 'yum-config-manager', 'config-manager'],
    pattern: /--setopt[= ]\S{0,80}sslverify=(?:0|false|no)\b/i,
    what: 'sslverify=0',
    alias: 'CKV2_DOCKER_15',
  },
  {
    programs: ['git'],
    pattern: /\bhttp\.(?:\S{1,200}\.)?sslverify[= ](?:false|0|no|off)\b/i,
    what: 'http.sslVerify=false',
  },
  {
    programs: ['apt-get', 'apt', 'aptitude'],
    pattern: /\bAcquire::https?::(?:\S+::)?Verify-(?:Peer|Host)=(?:false|0|no)\b/i,
    what: 'Verify-Peer=false',
  },
  { programs: ['conda', 'mamba', 'micromamba'], pattern: /\bssl_verify (?:false|no|0)\b/i, what: 'ssl_verify false' },
  { programs: ['composer'], pattern: /\b(?:disable-tls true|secure-http false)\b/, what: 'This setting' },
  {
    programs: ['kubectl', 'helm', 'oc'],
    pattern: /--insecure-skip-tls-verify(?!=false)/,
    what: '--insecure-skip-tls-verify',
  },
  { programs: ['skopeo', 'podman', 'buildah'], pattern: /--(?:\w+-)?tls-verify=false/, what: '--tls-verify=false' },
];

function aliasOf(alias: string | undefined): { readonly alias?: string } {
  return alias === undefined ? {} : { alias };
}
