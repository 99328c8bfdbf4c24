/** Names of variables and labels whose values are nobody's business. `KEY` only as a word of its own: not `KEYBOARD`. */
const SECRET_NAME =
  /PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|(?:^|[_.-])(?:KEY|PASS|PWD|AUTH|DSN)(?:$|[_.-])/i;

/** Values that are tokens whatever they are called: well-known prefixes, JWTs, URLs with a password, PEM keys. */
const SECRET_VALUE =
  /^(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|rk_live_|AKIA|ASIA|npm_|pypi-|hf_|dckr_pat_|AIza|eyJ[\w-]{8,}\.)|:\/\/[^/\s:@]*:[^/\s@]+@|-----BEGIN [A-Z ]{0,30}PRIVATE KEY/;

/** Variables whose names look secret and whose values are known to be public: signing keys' fingerprints in official images, checksums. */
const PUBLIC_NAME = /(?:^|_)(?:GPG_KEYS?|PUBLIC_KEY)(?:$|_)/i;

const MASK = '********';

/** `NAME=value` with the value masked when name or value looks like a secret; an empty value stays. */
export function maskVariable(entry: string): string {
  const equals = entry.indexOf('=');
  if (equals < 0) return entry;
  const name = entry.slice(0, equals);
  return `${name}=${maskValue(name, entry.slice(equals + 1))}`;
}

/** `value`, or a mask of fixed length in its place: the length of a secret is part of it. */
export function maskValue(name: string, value: string): string {
  if (value === '') return value;
  const secret = (SECRET_NAME.test(name) && !PUBLIC_NAME.test(name)) || SECRET_VALUE.test(value);
  return secret ? MASK : value;
}

/** A build instruction with the values of secret-looking `NAME=value` words masked. */
export function maskInstruction(text: string): string {
  if (!text.includes('=') && !text.includes('://')) return text;
  return text
    .split(' ')
    .map((word) => (word.includes('=') ? maskVariable(word) : maskValue('', word)))
    .join(' ');
}
