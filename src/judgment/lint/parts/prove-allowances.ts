import { mayBeExtracted } from './archives.ts';
import type { Difference } from './build-graph-differences.ts';
import type { ScriptCommand } from './build-graph-script.ts';
import { type CommandAllowance, isSafeEnd, withoutQuotes } from './prove-commands.ts';

/** Which differences the fix of one rule may make. A rule with none may change how a file is written, and nothing else. */
export interface Allowance {
  readonly commands?: CommandAllowance;
  /** Any other difference, alone. */
  readonly isAllowed?: (difference: Difference) => boolean;
}

const NOTHING: Allowance = {};
const RPM_INSTALLS = ['install', 'groupinstall', 'localinstall'];
const AUTHORS = 'org.opencontainers.image.authors';

/** For each rule whose fix is safe, what it names. What is not here cannot be proved. */
export const allowances: Readonly<Record<string, Allowance>> = {
  'apk-no-cache': inserting(/^apk$/, ['add'], '--no-cache'),
  'apt-lists-left': appending(
    (words) => words.join(' ') === 'rm -rf /var/lib/apt/lists/*',
    (words) => /^(?:apt|apt-get|aptitude)$/.test(words[0]!) && words.length > 1,
  ),
  'apt-no-install-recommends': inserting(/^apt-get$/, ['install'], '--no-install-recommends'),
  'apt-yes': inserting(/^apt-get$/, ['install'], '-y'),
  'copy-not-add': { isAllowed: isAddThatCopies },
  'dnf-clean': cleaning(/^(?:dnf|microdnf)$/, ['clean', 'all'], ['install', 'reinstall', 'upgrade']),
  'dnf-yes': inserting(/^(?:dnf|microdnf)$/, RPM_INSTALLS, '-y'),
  'empty-continuation': NOTHING,
  'expose-protocol-case': NOTHING,
  'from-as-case': NOTHING,
  'instruction-case': NOTHING,
  'legacy-key-value': NOTHING,
  'maintainer-deprecated': { isAllowed: isAuthor },
  'multiple-cmds': NOTHING,
  'multiple-entrypoints': NOTHING,
  'multiple-healthchecks': NOTHING,
  'no-apt': {
    commands: {
      renames: [{ from: 'apt', to: ['apt-get'] }],
      inserts: [{ program: /^apt-get$/, behind: ['upgrade'], word: '--with-new-pkgs' }],
    },
  },
  'pip-no-cache': inserting(/^(?:.*\/)?pip[\d.]*$/, ['install'], '--no-cache-dir'),
  'redundant-target-platform': {
    isAllowed: (one) =>
      one.kind === 'platform-changed' && one.after === undefined && /^\0TARGETPLATFORM\0$/.test(one.before ?? ''),
  },
  'shell-backticks': NOTHING,
  'shell-find-without-path': inserting(/^find$/, ['find', '-H', '-L', '-P'], '.'),
  'shell-glob-as-option': { commands: { isRewritten: (was, is) => is === `./${was}` && /^[*?[]/.test(was) } },
  'shell-legacy-grep': {
    commands: {
      renames: [
        { from: 'egrep', to: ['grep', '-E'] },
        { from: 'fgrep', to: ['grep', '-F'] },
      ],
    },
  },
  'shell-no-break-space': { commands: { spaces: '\xc2\xa0' } },
  'shell-unquoted-pattern': {
    commands: { isRewritten: (was, is) => is === `'${was}'` && /^[\w*?.\][/:@%+,=-]+$/.test(was) },
  },
  'sorted-arguments': { commands: { isSorting: true } },
  // A FROM that found no stage, because names are kept in small letters, finds it now.
  'stage-name-case': {
    isAllowed: (one) => one.kind === 'base-changed' && one.before?.toLowerCase() === one.stageName,
  },
  'update-not-joined': { isAllowed: isUpdateJoined },
  'useradd-no-log-init': inserting(/^useradd$/, undefined, '--no-log-init'),
  'yum-clean': cleaning(/^yum$/, ['clean', 'all'], ['install']),
  'yum-yes': inserting(/^yum$/, RPM_INSTALLS, '-y'),
  'zypper-clean': cleaning(/^zypper$/, ['clean', '--all'], ['install', 'in']),
  'zypper-yes': inserting(/^zypper$/, ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'], '-y'),
};

function inserting(program: RegExp, behind: readonly string[] | undefined, word: string): Allowance {
  return { commands: { inserts: [{ program, word, ...(behind && { behind }) }] } };
}

/** One command at the end of a RUN, in which another one made it necessary. */
function appending(
  isAppended: (words: readonly string[]) => boolean,
  isCause: (words: readonly string[]) => boolean,
): Allowance {
  return {
    isAllowed: (one) =>
      one.kind === 'command-added' &&
      isAppended(one.after.words) &&
      isSafeEnd(one.step.script!, one.at) &&
      one.step.script!.slice(0, one.at).some((command) => isCause(wordsOf(command))),
  };
}

function cleaning(program: RegExp, clean: readonly string[], verbs: readonly string[]): Allowance {
  return appending(
    ([name = '', ...args]) => program.test(name) && args.join(' ') === clean.join(' '),
    ([name = '', ...args]) => program.test(name) && args.some((word) => verbs.includes(word)),
  );
}

/** From the program on: `if ! A=b apt-get update` is `apt-get update`. */
function wordsOf({ words }: ScriptCommand): readonly string[] {
  const plain = words.map(withoutQuotes);
  const start = plain.findIndex((word) => !/^(?:if|then|else|do|!|\{|[A-Za-z_]\w*=.*)$/s.test(word));
  return start < 0 ? [''] : plain.slice(start);
}

/** ADD of plain files is COPY: what may be an address or an archive, or is known only while building, is not plain. */
function isAddThatCopies(one: Difference): boolean {
  if (one.kind !== 'file-in-changed') return false;
  const { before, after } = one;
  if (before.keyword !== 'add' || JSON.stringify({ ...before, keyword: 'copy' }) !== JSON.stringify(after))
    return false;
  const sources = before.words.slice(0, -1);
  return (
    sources.every((source) => !/[\0*?[]|:\/\/|^git@|^github\.com\//i.test(source) && !mayBeExtracted(source)) &&
    before.flags.every((flag) => /^(?:chown|chmod|link|exclude)(?:=|$)/.test(flag))
  );
}

/** MAINTAINER goes, and a label with the same text comes; which belong together is seen by `prove`. */
function isAuthor(one: Difference): boolean {
  if (one.kind === 'maintainer-removed') return true;
  return one.kind === 'label-added' && one.after.pairs.length === 1 && one.after.pairs[0]![0] === AUTHORS;
}

/** Layers that only fetch an index become the beginning of the one that uses it. */
function isUpdateJoined(one: Difference): boolean {
  if (one.kind !== 'layer-joined') return false;
  const first = one.before.slice(0, -1).flatMap(({ script = [] }) => script);
  return first.every(
    ({ words: [name = '', ...args] }) => /^(?:apt|apt-get|apk)$/.test(name) && args.includes('update'),
  );
}
