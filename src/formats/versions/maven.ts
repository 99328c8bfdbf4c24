import type { VersionScheme } from '../../model/version-scheme.ts';
import { isDigit, numberKey, remember, zeroKey } from './parts/sort-key.ts';

/**
 * Maven: org.apache.maven.artifact.versioning.ComparableVersion of maven-artifact 3.9 (maven.apache.org/pom.html, "Version
 * Order Specification"). Every nonempty string is a version there; longer than 1024 characters is invalid here.
 * Like Maven's own, this order has circles among strings that nobody writes (1 < 1-1 < 1.0.alpha.1 < 1).
 */
export const maven: VersionScheme = {
  id: 'maven',
  isValid: (version) => itemsOf(version) !== undefined,
  compare(a, b) {
    const left = itemsOf(a);
    const right = itemsOf(b);
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1;
    return compareLists(left, right);
  },
};

/** A number or a qualifier as a key (numbers after all qualifiers), or a list: what `-` or a change between digits and letters opens. */
type Item = string | readonly Item[];

const maxLength = 1024;
const qualifiers: ReadonlyMap<string, string> = new Map([
  ['alpha', '0'],
  ['beta', '1'],
  ['milestone', '2'],
  ['rc', '3'],
  ['cr', '3'],
  ['snapshot', '4'],
  ['', '5'],
  ['ga', '5'],
  ['final', '5'],
  ['release', '5'],
  ['sp', '6'],
]);
const releaseQualifier = '5';
const shortQualifiers: ReadonlyMap<string, string> = new Map([
  ['a', '0'],
  ['b', '1'],
  ['m', '2'],
]);

const itemsOf = remember((version: string): readonly Item[] | undefined => {
  if (version === '' || version.length > maxLength) return undefined;
  const text = version.toLowerCase();
  const root: Item[] = [];
  const lists = [root];
  let list = root;
  const open = (): void => {
    const inner: Item[] = [];
    list.push(inner);
    lists.push(inner);
    list = inner;
  };
  let inDigits = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 || code === 45) {
      list.push(at === start ? zeroKey : itemOf(inDigits, text.slice(start, at)));
      start = at + 1;
      if (code === 45) open();
    } else if (isDigit(code)) {
      if (!inDigits && at > start) {
        if (list.length > 0) open(); // 1.0.X1 is read as 1.0-X1
        const word = text.slice(start, at);
        list.push(shortQualifiers.get(word) ?? qualifierKey(word));
        start = at;
        open();
      }
      inDigits = true;
    } else {
      if (inDigits && at > start) {
        list.push(numberKey(text.slice(start, at)));
        start = at;
        open();
      }
      inDigits = false;
    }
  }
  if (text.length > start) {
    if (!inDigits && list.length > 0) open();
    list.push(itemOf(inDigits, text.slice(start)));
  }
  for (const inner of lists.reverse()) dropNulls(inner);
  return root;
});

function itemOf(isNumber: boolean, text: string): Item {
  return isNumber ? numberKey(text) : qualifierKey(text);
}

function qualifierKey(word: string): string {
  return qualifiers.get(word) ?? `7-${word}`;
}

/** Zeros, releases and empty lists count for nothing at the end, nor before a list at the end: 1.0-x is 1-x. */
function dropNulls(list: Item[]): void {
  for (let at = list.length - 1; at >= 0; at--) {
    const item = list[at]!;
    if (item === zeroKey || item === releaseQualifier || item.length === 0) list.splice(at, 1);
    else if (typeof item === 'string') return;
  }
}

function compareLists(left: readonly Item[], right: readonly Item[]): -1 | 0 | 1 {
  const length = Math.max(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const one = left[at];
    const two = right[at];
    const order =
      one === undefined
        ? negated(compareToNothing(two!))
        : two === undefined
          ? compareToNothing(one)
          : compareItems(one, two);
    if (order !== 0) return order;
  }
  return 0;
}

/** number > list > qualifier, each among themselves by value. */
function compareItems(one: Item, two: Item): -1 | 0 | 1 {
  if (typeof one !== 'string' && typeof two !== 'string') return compareLists(one, two);
  if (typeof one !== 'string') return isNumberKey(two as string) ? -1 : 1;
  if (typeof two !== 'string') return isNumberKey(one) ? 1 : -1;
  return one < two ? -1 : one > two ? 1 : 0;
}

function compareToNothing(item: Item): -1 | 0 | 1 {
  if (typeof item === 'string') {
    if (isNumberKey(item)) return item === zeroKey ? 0 : 1;
    return item < releaseQualifier ? -1 : item > releaseQualifier ? 1 : 0;
  }
  for (const inner of item) {
    const order = compareToNothing(inner);
    if (order !== 0) return order;
  }
  return 0;
}

function isNumberKey(key: string): boolean {
  return key.charCodeAt(0) > 0xff;
}

function negated(order: -1 | 0 | 1): -1 | 0 | 1 {
  return order === 0 ? 0 : order === 1 ? -1 : 1;
}
