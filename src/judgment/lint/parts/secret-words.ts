/** A secret that stands in a text as it is. */
export interface SecretValue {
  /** `AWS access key`. */
  readonly what: string;
  /** Characters of the text. */
  readonly start: number;
  readonly end: number;
}

/** Texts longer than this are not searched further: no line of a Dockerfile is. */
const LONGEST = 1 << 16;

/** What providers' secrets look like. Each begins with a fixed text, so that a search costs little. */
const SHAPES: readonly (readonly [what: string, shape: RegExp])[] = [
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['private key', /-----BEGIN (?:[A-Z]{2,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255})\b/],
  ['GitLab token', /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt)-[A-Za-z0-9_-]{20,300}/],
  ['Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/],
  ['Slack webhook', /\bhooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,100}/],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['PyPI token', /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,1000}/],
  ['Docker token', /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,64}/],
  ['Google API key', /\bAIza[A-Za-z0-9_-]{35}\b/],
  ['Stripe key', /\b[rs]k_live_[A-Za-z0-9]{20,247}\b/],
  ['SendGrid key', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/],
  ['OpenAI key', /\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,250}/],
  ['Anthropic key', /\bsk-ant-[a-z]{3,10}\d{2}-[A-Za-z0-9_-]{40,250}/],
  ['Hugging Face token', /\bhf_[A-Za-z0-9]{34,40}\b/],
  ['age secret key', /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/],
  ['JSON web token', /\beyJ[A-Za-z0-9_-]{10,300}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,100}/],
];

/** The first secret of a known shape, or the password of an address (`https://user:password@host`). */
export function secretIn(text: string): SecretValue | undefined {
  const searched = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  for (const [what, shape] of SHAPES) {
    const match = shape.exec(searched);
    if (match !== null && !isPlaceholder(match[0]))
      return { what, start: match.index, end: match.index + match[0].length };
  }
  return passwordOfAddress(searched);
}

function passwordOfAddress(text: string): SecretValue | undefined {
  for (const match of text.matchAll(/:\/\/([^\s:/@"'?#\\]{0,100}):([^\s:/@"'?#]{1,300})@[\w.[$-]/g)) {
    const [, user = '', password = ''] = match;
    if (isPlaceholder(password) || password === user) continue;
    const start = match.index + 3 + user.length + 1;
    return { what: 'password in an address', start, end: start + password.length };
  }
  return undefined;
}

const SECRET_NAME =
  /(?:^|[_.-])(?:pass(?:word|wd|phrase|code)?|pwd|secrets?|tokens?|credentials?|auth|(?:api|access|private|secret|encryption|signing|license|deploy|ssh|account|storage|master)[_.-]?keys?|apikey|pat)(?:$|[_.-]?\d+$)/i;
const WITHIN_NAME =
  /(?:passw(?:or)?d|passphrase|secret[_-]?(?:access[_-]?)?key|client[_-]?secret|api[_-]?key|(?:access|auth|bearer|refresh|github|gitlab|npm|deploy|session)[_-]?token|private[_-]?key)/i;
/** `DB_PASSWORD_FILE` names a place; `TOKEN_URL`, `MAX_TOKENS` and their like are no secrets. */
const HARMLESS_NAME =
  /(?:[_.-](?:file|path|dir|directory|url|uri|host|port|endpoint|name|id|length|size|count|type|ttl|timeout|expiry|expires|expiration|enabled|disabled|required|policy|algorithm|method|header|prefix|suffix|version|mode|class|provider|issuer|limit|min|max|cache|store|server|service|user|fingerprint|fpr|hash(?:es)?|sum|checksum|rounds|fd|icon|env|var)s?$|^(?:max|min|num|no|allow|use|enable|disable|skip|with|without|require|has|is|default_max)[_.-]|public|gpg[_.-]?keys?$|(?:^|_)(?:ssh_)?known|sock(?:et)?$|askpass)/i;

/** Whether a variable by this name holds a secret. */
export function isSecretName(name: string): boolean {
  return name.length < 200 && (SECRET_NAME.test(name) || WITHIN_NAME.test(name)) && !HARMLESS_NAME.test(name);
}

const PLACEHOLDER =
  /^(?:x{2,}|\*+|\.{2,}|-+|<.*>|\[.*\]|\{.*\}|%.*%|__.*__|@.*@|(?:your|my|some|the|an?|insert|enter|put|use|add|replace|set|fill)[-_ ].*|(?:change|replace|fix|fill|update|override)[-_ ]?(?:me|this|it|in).*|todo|fixme|tbd|none|null|nil|undefined|unset|empty|unknown|dummy|fake|example|sample|placeholder|redacted|masked|hidden|secret|password|passwd|pass|token|key|apikey|user|username|true|false|yes|no|on|off|0|1|auto|default|prompt|stdin|ask|n\/a|tests?|testing|demo|foo|bar|baz|abc|123|1234)$/i;

/** Whether a value is no secret but stands for one: empty, a variable, a path, a word such as `changeme` or `<token>`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (text === '' || /[$`]/.test(text) || PLACEHOLDER.test(text)) return true;
  return /^(?:\.{0,2}\/|~\/|file:|env:|[A-Z]:\\)/.test(text) || /EXAMPLE|(?:x|X|0|\*){8,}|your[-_]/.test(text);
}
