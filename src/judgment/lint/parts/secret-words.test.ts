import { describe, expect, it } from 'vitest';
import { isPlaceholder, isSecretName, secretIn } from './secret-words.ts';

/** Put together, so that nobody who searches this repository for secrets finds one. */
const made = (...parts: readonly string[]) => parts.join('');
const LETTERS = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0iL';

describe('isSecretName', () => {
  it.each([
    ...[
      'PASSWORD',
      'DB_PASSWORD',
      'POSTGRES_PASSWORD',
      'MYSQL_ROOT_PASSWORD',
      'db-passwd',
      'PASS',
      'DB_PASS',
      'PASSPHRASE',
    ],
    ...[
      'AWS_SECRET_ACCESS_KEY',
      'AWS_ACCESS_KEY',
      'SECRET',
      'CLIENT_SECRET',
      'SECRET_KEY',
      'DJANGO_SECRET_KEY',
      'TOKEN',
    ],
    ...[
      'GITHUB_TOKEN',
      'NPM_TOKEN',
      'API_KEY',
      'STRIPE_APIKEY',
      'PRIVATE_KEY',
      'SSH_KEY',
      'ENCRYPTION_KEY',
      'GITLAB_PAT',
      'TOKEN_2',
    ],
  ])('%s is one', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    ...[
      'PASSWORD_FILE',
      'TOKEN_URL',
      'MAX_TOKENS',
      'SECRET_NAME',
      'PUBLIC_KEY',
      'GPG_KEY',
      'GPG_KEYS',
      'KEY',
      'PATH',
      'KEYBOARD',
    ],
    ...[
      'MONKEY',
      'PASSENGER_VERSION',
      'COMPASS',
      'AUTHOR',
      'SSH_AUTH_SOCK',
      'TOKENIZERS_PARALLELISM',
      'API_KEY_HEADER',
      'BYPASS',
    ],
    ...['PASSWORD_MIN_LENGTH', 'USE_TOKEN', 'KEY_ID', 'SECRETS_DIR', 'GIT_ASKPASS', 'DOCKER_BUILDKIT'],
  ])('%s is none', (name) => expect(isSecretName(name)).toBe(false));
});

describe('secretIn', () => {
  it.each([
    ['AWS access key', made('AKIA', 'QWERTYUIOPASDFGH')],
    ['private key', made('-----BEGIN RSA ', 'PRIVATE KEY-----')],
    ['private key', made('-----BEGIN ', 'PRIVATE KEY-----')],
    ['GitHub token', made('gh', 'p_', LETTERS, 'abcd')],
    ['GitLab token', made('glp', 'at-', LETTERS.slice(0, 20))],
    ['Slack token', made('xox', 'b-', LETTERS)],
    ['npm token', made('np', 'm_', LETTERS, 'abcd')],
    ['JSON web token', made('ey', 'J', LETTERS, '.ey', 'J', LETTERS, '.', LETTERS)],
  ])('finds a %s', (what, text) => {
    expect(secretIn(`x "${text}" y`)).toEqual({ what, start: 3, end: 3 + text.length });
  });

  it('finds the password of an address', () => {
    expect(secretIn('postgres://app:hunter22@db/app')).toEqual({ what: 'password in an address', start: 15, end: 23 });
    expect(secretIn('https://:hunter22@$HOST/')).toEqual({ what: 'password in an address', start: 9, end: 17 });
  });

  it.each([
    'https://user:password@example.com',
    'https://$USER:$PASSWORD@example.com',
    'https://example.com:8443/a@b',
    'git@github.com:a/b.git',
    made('AKIA', 'IOSFODNN7EXAMPLE'),
    `AKIA${'X'.repeat(16)}`,
    made('gh', 'p_', 'x'.repeat(36)),
    'npm_config_cache npm_package_version',
    'a'.repeat(200_000),
  ])('leaves %.40s alone', (text) => expect(secretIn(text)).toBeUndefined());
});

describe('isPlaceholder', () => {
  it.each([
    '',
    '""',
    '$TOKEN',
    '`cat x`',
    'changeme',
    'change-me',
    '<token>',
    'your_api_key',
    'xxxx',
    '/run/secrets/x',
    './x',
    'TODO',
    '0',
    'true',
  ])('%j stands for one', (value) => expect(isPlaceholder(value)).toBe(true));
  it.each(['hunter22', 's3cr3t!', 'abcdef012345'])('%j may be one', (value) =>
    expect(isPlaceholder(value)).toBe(false),
  );
});
