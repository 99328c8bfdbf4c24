import type { LintLevel } from '../../../model/lint.ts';

export interface SensitiveFile {
  /** `private keys`. */
  readonly what: string;
  readonly level: LintLevel;
}

/** By the last parts of the path, in lower case. Certificates (`.crt`, `.cer`, `.pem` alone) are public as often as not. */
const PATHS: readonly (readonly [path: RegExp, what: string, level: LintLevel])[] = [
  [/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/, 'a private key', 'error'],
  [
    /(?:^|\/)(?:[\w.-]*[-_.])?(?:private|privkey|priv|secret|server|client|tls|ssl)[-_.]?(?:key)?\.(?:key|pem)$/,
    'a private key',
    'error',
  ],
  [/\.(?:key|ppk|p12|pfx|jks|keystore|kdbx|ovpn|gpg-key|asc-key)$/, 'a private key', 'warning'],
  [/(?:^|\/)\.ssh\/?$/, 'private keys', 'error'],
  [/(?:^|\/)\.gnupg\/?$/, 'private keys', 'error'],
  [/(?:^|\/)\.aws(?:\/credentials)?\/?$/, 'credentials of AWS', 'error'],
  [/(?:^|\/)\.azure\/?$/, 'credentials of Azure', 'error'],
  [
    /(?:^|\/)\.config\/gcloud\/?$|(?:^|\/)application_default_credentials\.json$/,
    'credentials of Google Cloud',
    'error',
  ],
  [/(?:^|\/)\.kube(?:\/config)?\/?$|(?:^|\/)kubeconfig$/, 'credentials of a cluster', 'error'],
  [/(?:^|\/)\.docker(?:\/config\.json)?\/?$|(?:^|\/)\.dockercfg$/, 'credentials of registries', 'error'],
  [/(?:^|\/)(?:\.netrc|_netrc|\.git-credentials|\.pgpass|\.my\.cnf|\.htpasswd|\.s3cfg|\.boto)$/, 'passwords', 'error'],
  [
    /(?:^|\/)(?:service[-_]?account(?:[-_]?key)?|credentials?|secrets?)\.(?:json|ya?ml|xml|toml|ini|txt)$/,
    'credentials',
    'warning',
  ],
  [
    /(?:^|\/)\.env(?:\.(?:local|prod(?:uction)?|dev(?:elopment)?|staging|secret|live))*$/,
    'passwords and keys',
    'warning',
  ],
  [
    /(?:^|\/)(?:\.npmrc|\.yarnrc\.yml|\.pypirc|auth\.json|\.terraformrc|\.vault-token)$/,
    'tokens of registries',
    'info',
  ],
  [/(?:^|\/)[\w.-]*\.tfstate$/, 'secrets in plain text', 'warning'],
];

const HARMLESS =
  /(?:^|[-_./])(?:examples?|samples?|templates?|dist|defaults?|tests?|testdata|fixtures?|pub(?:lic)?|dummy|fake|mock|snake-?oil|localhost)(?:[-_./]|$)/;

/** What a file usually holds that nobody should see; undefined for others, and for examples of such files. */
export function sensitiveFileOf(path: string): SensitiveFile | undefined {
  const lower = path.toLowerCase();
  if (lower.includes('$') || /^[a-z]+:\/\//.test(lower) || HARMLESS.test(lower)) return undefined;
  for (const [pattern, what, level] of PATHS) if (pattern.test(lower)) return { what, level };
  return undefined;
}
