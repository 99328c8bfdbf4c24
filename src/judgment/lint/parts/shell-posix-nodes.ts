import type { NotPosix } from './shell-posix-commands.ts';
import type { ShellScan } from './shell-scans.ts';
import type { ShellTreeWord, TreeNode, VariablePart } from './shell-tree.ts';
import { variablesOf } from './shell-variables.ts';
import { literalOf } from './shell-walk.ts';
import { testWords } from './shell-words.ts';

const BASH_VARIABLES = new Set(
  'RANDOM HOSTNAME UID EUID SECONDS BASH_VERSION BASH_SOURCE BASH_VERSINFO BASHPID PIPESTATUS FUNCNAME DIRSTACK MACHTYPE OSTYPE HOSTTYPE SHLVL EPOCHSECONDS EPOCHREALTIME SRANDOM BASH_LINENO BASH_REMATCH'.split(
    ' ',
  ),
);
/** Those that dash has. */
const REDIRECTS: Readonly<Record<string, readonly [code: string, what: string]>> = {
  '<<<': ['SC3011', 'here-strings'],
  '&>': ['SC3020', '&>'],
};
const TEST_OPERATORS: Readonly<Record<string, readonly [code: string, what: string]>> = {
  '==': ['SC3014', '== in place of ='],
  '=~': ['SC3015', '=~'],
  '<': ['SC3012', 'comparing the order of texts'],
  '>': ['SC3012', 'comparing the order of texts'],
};
const UNARY: Readonly<Record<string, readonly [code: string, what: string]>> = {
  '-v': ['SC3016', '-v'],
  '-a': ['SC3017', '-a for whether a file is there'],
  '-o': ['SC3062', '-o for whether an option is set'],
  '-R': ['SC3063', '-R'],
  '-N': ['SC3064', '-N'],
};

/** What one node says that not every `sh` reads. */
export function* nodesBeyondPosix(scan: ShellScan, node: TreeNode): Iterable<NotPosix> {
  switch (node.kind) {
    case 'variable':
      return yield* variable(scan, node);
    case 'single':
      if (node.isAnsi) yield { code: 'SC3003', place: node, what: "$'…'" };
      return;
    case 'double':
      if (node.isLocale) yield { code: 'SC3004', place: node, what: '$"…"' };
      return;
    case 'glob':
      if (node.text.endsWith(')')) yield { code: 'SC3002', place: node, what: 'a pattern such as @(a|b)' };
      return;
    case 'brace':
      yield { code: 'SC3009', place: node, what: 'braces such as {a,b}' };
      return;
    case 'substitution':
      if (node.form === '<(' || node.form === '>(') yield { code: 'SC3001', place: node, what: `${node.form}…)` };
      else if (isReading(node)) yield { code: 'SC3034', place: node, what: '$(<file)' };
      return;
    case 'arithmetic':
      if (scan.text.text.startsWith('$[', node.start)) yield { code: 'SC3007', place: node, what: '$[…]' };
      return yield* arithmetic(node);
    case 'arithmetic-command':
      yield { code: 'SC3006', place: node, what: '((…))' };
      return yield* arithmetic(node);
    case 'assignment':
      if (node.elements) yield { code: 'SC3030', place: node, what: 'arrays' };
      if (node.isAppending) yield { code: 'SC3024', place: node, what: '+=' };
      return;
    case 'redirect':
      return yield* redirect(node);
    case 'for':
      if (node.arithmetic !== undefined) yield { code: 'SC3005', place: node, what: 'for ((…))' };
      if (node.arithmetic !== undefined) yield* arithmetic({ ...node, text: node.arithmetic });
      return;
    case 'select':
      yield { code: 'SC3008', place: node, what: 'select' };
      return;
    case 'function':
      if (node.hasKeyword)
        yield { code: node.hasParentheses ? 'SC2112' : 'SC2113', place: node, what: 'the word function' };
      else if (!/^\w+$/.test(node.name)) yield { code: 'SC3033', place: node, what: 'a function with such a name' };
      return;
    case 'case':
      if (node.items.some(({ end }) => end === ';&' || end === ';;&'))
        yield { code: 'SC2127', place: node, what: 'going on in the next case' };
      return;
    case 'pipeline':
      if (node.operators.includes('|&')) yield { code: 'SC3029', place: node, what: '|&' };
      return;
    case 'test':
      if (node.isDouble) yield { code: 'SC3010', place: node, what: '[[ … ]]' };
      return yield* test(node.words);
    case 'simple':
      for (const one of node.declared) if (one.elements) yield { code: 'SC3030', place: one, what: 'arrays' };
      return yield* test(testWords(node) ?? []);
    default:
  }
}

function* variable(scan: ShellScan, part: VariablePart): Iterable<NotPosix> {
  const { name, prefix, subscript, modifier, isBraced } = part;
  const found = (code: string, what: string) => ({ code, place: part, what });
  if (BASH_VARIABLES.has(name) && !scan.isKnown(name) && !variablesOf(scan).assignedNames.has(name))
    yield found('SC3028', name);
  if (!isBraced) return;
  if (prefix === '!' && (modifier === '*' || modifier === '@')) yield found('SC3056', 'names by prefix');
  if (prefix === '!') yield found('SC3053', '${!…}');
  if (prefix !== '#' && subscript !== undefined) yield found('SC3054', 'arrays');
  if (/^:(?![-=?+])/.test(modifier)) yield found('SC3057', 'parts of a value');
  if (/^[,^]/.test(modifier)) yield found('SC3059', 'changing case');
  if (/^\//.test(modifier)) yield found('SC3060', '${…/…/…}');
}

function isReading({ body }: TreeNode & { kind: 'substitution' }): boolean {
  const stage = body.items.length === 1 ? body.items[0]!.chain.items[0]!.stages[0] : undefined;
  return (
    stage?.kind === 'simple' &&
    stage.words.length === 0 &&
    stage.assignments.length === 0 &&
    stage.redirects[0]?.operator === '<'
  );
}

function* arithmetic(node: {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}): Iterable<NotPosix> {
  const { text } = node;
  if (/\+\+|--(?!\d)/.test(text)) yield { code: 'SC3018', place: node, what: '++ and --' };
  if (text.includes('**')) yield { code: 'SC3019', place: node, what: '**' };
}

function* redirect(node: TreeNode & { kind: 'redirect' }): Iterable<NotPosix> {
  const { operator, descriptor, target } = node;
  const known = Object.hasOwn(REDIRECTS, operator) ? REDIRECTS[operator] : undefined;
  if (known !== undefined) yield { code: known[0], place: node, what: known[1] };
  if (operator === '>&' && descriptor === '' && !/^(?:\d+|-|\d+-)$|^["']?\$/.test(target?.raw ?? '1'))
    yield { code: 'SC3021', place: node, what: '>& with a file' };
  if (descriptor.startsWith('{')) yield { code: 'SC3022', place: node, what: '{name}>' };
  else if (descriptor.length > 1) yield { code: 'SC3023', place: node, what: 'a file descriptor above 9' };
  if (/^\/dev\/(?:tcp|udp)\//.test((target && literalOf(target)) ?? ''))
    yield { code: 'SC3025', place: node, what: '/dev/tcp' };
}

function* test(words: readonly ShellTreeWord[]): Iterable<NotPosix> {
  for (const [at, { raw, start, end }] of words.entries()) {
    const isBinary = at > 0 && at + 1 < words.length && !/^(?:!|-[ao]|&&|\|\||\\?\()$/.test(words[at - 1]!.raw);
    const sign = raw.replace(/^\\/, '').replace(/^(['"])(.*)\1$/, '$2');
    const table = isBinary ? TEST_OPERATORS : UNARY;
    const known = Object.hasOwn(table, sign) && (isBinary || words.length > at + 1) ? table[sign] : undefined;
    if (known !== undefined) yield { code: known[0], place: { start, end }, what: known[1] };
  }
}
