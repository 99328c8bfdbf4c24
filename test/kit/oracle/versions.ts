import { SemVer } from 'semver';
import type { Order } from './natives.ts';

/** A version order told plainly from its document; `parse` gives undefined for what is no version. */
interface PlainOrder<V> {
  parse(text: string): V | undefined;
  compare(a: V, b: V): Order;
}

const sign = (difference: number): Order => (difference < 0 ? -1 : difference > 0 ? 1 : 0);

/** Decimal strings of any length. */
function compareNumbers(a: string, b: string): Order {
  const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return sign(x.length - y.length) || compareTexts(x, y);
}

function compareTexts(a: string, b: string): Order {
  return a < b ? -1 : a > b ? 1 : 0;
}

const isNumber = (text: string) => /^\d+$/.test(text);

/** OSV's bounds may leave out parts that npm and cargo demand; old npm packages have no hyphen in `1.9.0b1`. */
function padded(text: string): string {
  const [, main = '', rest = ''] = /^[v=\s]*(\d+(?:\.\d+)*)(.*)$/s.exec(text) ?? [undefined, text];
  const parts = main.split('.');
  return `${[...parts, '0', '0'].slice(0, Math.max(3, parts.length)).join('.')}${/^[A-Za-z]/.test(rest) ? '-' : ''}${rest}`;
}

/** https://semver.org/#spec-item-11 through node-semver. */
const semver: PlainOrder<SemVer> = {
  parse: (text) => {
    try {
      return new SemVer(padded(text));
    } catch {
      return undefined;
    }
  },
  compare: (a, b) => a.compare(b),
};

interface GoVersion {
  readonly main: readonly string[];
  readonly pre: readonly string[];
}

/** https://go.dev/ref/mod#versions : semantic versions behind a `v`; the standard library's `go1.20rc1` is 1.20.0-rc.1. */
const golang: PlainOrder<GoVersion> = {
  parse: (text) => {
    const bare = text.replace(/^(v|go)/, '').replace(/^(\d+\.\d+)(rc|beta)(\d+)$/, '$1.0-$2.$3');
    const match = /^(\d+)(?:\.(\d+)(?:\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?)?)?$/.exec(bare);
    if (match === null) return undefined;
    return { main: [match[1]!, match[2] ?? '0', match[3] ?? '0'], pre: match[4]?.split('.') ?? [] };
  },
  compare: (a, b) => {
    for (const [index, part] of a.main.entries()) {
      const order = compareNumbers(part, b.main[index]!);
      if (order !== 0) return order;
    }
    if (a.pre.length === 0 || b.pre.length === 0) return sign(b.pre.length - a.pre.length);
    for (const [index, one] of a.pre.entries()) {
      const other = b.pre[index];
      if (other === undefined) return 1;
      const [x, y] = [isNumber(one), isNumber(other)];
      const order = x && y ? compareNumbers(one, other) : x !== y ? (x ? -1 : 1) : compareTexts(one, other);
      if (order !== 0) return order;
    }
    return sign(a.pre.length - b.pre.length);
  },
};

interface MavenToken {
  readonly separator: '.' | '-';
  readonly text: string;
}

const MAVEN_QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const MAVEN_NULLS = new Set(['', '0', 'final', 'ga', 'release']);

/** https://maven.apache.org/pom.html#version-order-specification */
const maven: PlainOrder<readonly MavenToken[]> = {
  parse: (text) => {
    if (text.trim() === '') return undefined;
    const tokens: MavenToken[] = [];
    // A change between digits and other characters is a hyphen; the NUL remembers that none was written.
    const spaced = text.toLowerCase().replace(/(\d)(?=[^\d.-])|([^\d.-])(?=\d)/g, '$1$2-\0');
    let separator: '.' | '-' = '.';
    for (const part of spaced.split(/([.-])/)) {
      if (part === '.' || part === '-') separator = part;
      else tokens.push({ separator, text: part || '0' });
    }
    const named = tokens.map((token, index) => ({ ...token, text: mavenName(token.text, tokens[index + 1]) }));
    // Trailing nulls go, and those in front of each hyphen, from the end to the start.
    for (let end = named.length; end > 0; end--)
      if (end === named.length || named[end]!.separator === '-' || !isNumber(named[end]!.text))
        for (; end > 0 && MAVEN_NULLS.has(named[end - 1]!.text); end--) named.splice(end - 1, 1);
    return named;
  },
  compare: (a, b) => {
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      const order = compareMaven(a[index] ?? mavenPad(b[index]!), b[index] ?? mavenPad(a[index]!));
      if (order !== 0) return order;
    }
    return 0;
  },
};

/** `a1`, `b1`, `m1` are alpha, beta, milestone right in front of a digit; `cr` is `rc`. */
function mavenName(text: string, next: MavenToken | undefined): string {
  const bare = text.replace('\0', '');
  if (bare === 'cr') return 'rc';
  const short = { a: 'alpha', b: 'beta', m: 'milestone' }[bare];
  return short !== undefined && next?.text.startsWith('\0') ? short : bare;
}

function mavenPad({ separator, text }: MavenToken): MavenToken {
  return { separator, text: isNumber(text) ? '0' : '' };
}

function compareMaven(a: MavenToken, b: MavenToken): Order {
  const [x, y] = [mavenRank(a), mavenRank(b)];
  if (x !== y) return sign(x - y);
  if (isNumber(a.text)) return compareNumbers(a.text, b.text);
  const [p, q] = [mavenQualifier(a.text), mavenQualifier(b.text)];
  return p !== q ? sign(p - q) : p === MAVEN_QUALIFIERS.length ? compareTexts(a.text, b.text) : 0;
}

/** `.qualifier` = `-qualifier` < `-number` < `.number`. */
function mavenRank({ separator, text }: MavenToken): number {
  return isNumber(text) ? (separator === '-' ? 1 : 2) : 0;
}

function mavenQualifier(text: string): number {
  const index = MAVEN_QUALIFIERS.indexOf(MAVEN_NULLS.has(text) ? '' : text);
  return index < 0 ? MAVEN_QUALIFIERS.length : index;
}

/** https://docs.ruby-lang.org/en/master/Gem/Version.html */
const gem: PlainOrder<readonly string[]> = {
  parse: (text) => {
    if (!/^\s*(\d+(\.[0-9A-Za-z]+)*(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?)\s*$/.test(text)) return undefined;
    const segments =
      text
        .trim()
        .replaceAll('-', '.pre.')
        .match(/\d+|[a-z]+/gi) ?? [];
    const firstWord = segments.findIndex((segment) => !isNumber(segment));
    const split = firstWord < 0 ? segments.length : firstWord;
    const trim = (part: string[]) => part.slice(0, part.findLastIndex((segment) => !/^0+$/.test(segment)) + 1);
    return [...trim(segments.slice(0, split)), ...trim(segments.slice(split))];
  },
  compare: (a, b) => {
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      const [one, other] = [a[index] ?? '0', b[index] ?? '0'];
      const [x, y] = [isNumber(one), isNumber(other)];
      const order = x && y ? compareNumbers(one, other) : x !== y ? (x ? 1 : -1) : compareTexts(one, other);
      if (order !== 0) return order;
    }
    return 0;
  },
};

type ApkToken = readonly [kind: number, text: string];

const [APK_PART, APK_DIGITS, APK_LETTER, APK_SUFFIX, APK_SUFFIX_NUMBER, APK_REVISION, APK_END] = [0, 1, 2, 3, 4, 5, 6];
const APK_SUFFIXES = ['alpha', 'beta', 'pre', 'rc', 'cvs', 'svn', 'git', 'hg', 'p'];

/** apk-tools: parts by dots (as decimals when one has zeros in front), letters, digits behind them, `_suffix` with a number, `-r` revision. */
const apk: PlainOrder<readonly ApkToken[]> = {
  parse: (text) => {
    const match = /^\d+((?:\.\d+|[a-z]\d*)*)(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*(?:-r\d+)?$/.exec(text);
    if (match === null || /[a-z][a-z]/.test(match[1]!)) return undefined;
    const tokens: ApkToken[] = [];
    for (const [part] of text.matchAll(/\.?\d+|_[a-z]+|-r\d+|[a-z]/g)) {
      if (part.startsWith('.')) tokens.push([APK_PART, part.slice(1)]);
      else if (part.startsWith('_')) tokens.push([APK_SUFFIX, part.slice(1)]);
      else if (part.startsWith('-r')) tokens.push([APK_REVISION, part.slice(2)]);
      else if (isNumber(part)) tokens.push([tokens.at(-1)?.[0] === APK_SUFFIX ? APK_SUFFIX_NUMBER : APK_DIGITS, part]);
      else tokens.push([APK_LETTER, part]);
    }
    return [...tokens, [APK_END, '']];
  },
  compare: (a, b) => {
    for (const [index, [kind, text]] of a.entries()) {
      const [other, otherText] = b[index]!;
      const order = kind === other ? compareApk(kind, text, otherText) : goesOn(kind, text, other, otherText);
      if (order !== 0 || kind === APK_END) return order;
    }
    return 0;
  },
};

function compareApk(kind: number, a: string, b: string): Order {
  if (kind === APK_SUFFIX) return sign(apkSuffix(a) - apkSuffix(b));
  const isDecimal = kind === APK_PART && (a.startsWith('0') || b.startsWith('0'));
  return isDecimal || kind === APK_LETTER || kind === APK_END ? compareTexts(a, b) : compareNumbers(a, b);
}

/** What goes on is newer than what ends, unless it goes on with a suffix of what came before the release. */
function goesOn(kind: number, text: string, other: number, otherText: string): Order {
  if (kind === APK_SUFFIX && apkSuffix(text) < 0) return -1;
  if (other === APK_SUFFIX && apkSuffix(otherText) < 0) return 1;
  return sign(other - kind);
}

function apkSuffix(name: string): number {
  return APK_SUFFIXES.indexOf(name) - APK_SUFFIXES.indexOf('cvs');
}

const orders: Readonly<Record<string, PlainOrder<unknown>>> = {
  semver: semver as PlainOrder<unknown>,
  golang: golang as PlainOrder<unknown>,
  maven: maven as PlainOrder<unknown>,
  gem: gem as PlainOrder<unknown>,
  apk: apk as PlainOrder<unknown>,
};

/** Whether `text` is a version of the scheme (semver, golang, maven, gem, apk). */
export function isPlainVersion(scheme: string, text: string): boolean {
  return orders[scheme]!.parse(text) !== undefined;
}

/** The order of two versions of the scheme, both valid. */
export function comparePlain(scheme: string, a: string, b: string): Order {
  const order = orders[scheme]!;
  return order.compare(order.parse(a), order.parse(b));
}
