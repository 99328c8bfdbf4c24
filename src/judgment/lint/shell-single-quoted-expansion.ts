import type { LintRule } from '../../model/lint.ts';
import { commandOf } from './parts/shell-quoting.ts';
import { type ShellScan, scansOf } from './parts/shell-scans.ts';
import type { ShellPart } from './parts/shell-tree.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand } from './parts/shell-words.ts';

const EXPANDS = /\$[{(0-9a-zA-Z_]|`[^`]+`/;
/** Programs with a language of their own in which a dollar sign means something, or which give the text to a shell. */
const OWN_LANGUAGE = new Set(
  'trap sh bash ksh zsh ssh eval xprop alias sudo doas run0 docker podman oc dpkg-query jq rename rg unset mumps'.split(
    ' ',
  ),
);
const PROMPTS = new Set(['PS1', 'PS2', 'PS3', 'PS4', 'PROMPT_COMMAND']);
/** `$d`, `$!N`, `$p`: the last line. */
const SED_ADDRESS = /\$[{dpsaic]($|[^a-zA-Z])/;

/** What `find` runs is looked for among so many. */
const MOST_ARGUMENTS = 500;

export const shellSingleQuotedExpansion: LintRule = {
  id: 'shell-single-quoted-expansion',
  level: 'info',
  title: 'Nothing is expanded in single quotes',
  why: 'The text stays as it is, dollar sign and all. Where the value was meant it takes double quotes; where a file shall hold the name, nothing is wrong.',
  aliases: ['SC2016'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const part of scan.all('single')) {
        if (part.isAnsi || !EXPANDS.test(part.text) || isMeant(scan, part)) continue;
        yield { span: scan.spanOf(part), subject: part.text.slice(0, 80) };
      }
  },
};

function isMeant(scan: ShellScan, part: ShellPart & { kind: 'single' }): boolean {
  const word = scan.parentOf(part);
  const holder = word && scan.parentOf(word);
  if (holder?.kind === 'assignment' && PROMPTS.has(holder.name)) return true;
  if (word?.kind === 'word' && (holder?.kind === 'test' || holder?.kind === 'case') && /^\$/.test(part.text))
    return false;
  const command = commandOf(scan, part);
  const named = command && namedCommand(command);
  if (named === undefined || holder?.kind === 'assignment') return false;
  let { name } = named;
  if (name === 'find') {
    const at = named.args.slice(0, MOST_ARGUMENTS).findIndex(({ raw }) => /^-(?:exec|execdir|ok|okdir)$/.test(raw));
    const called = at < 0 ? undefined : named.args[at + 1];
    name = (called && literalOf(called)?.replace(/^.*\//s, '')) ?? name;
  }
  if (name === 'git' && named.args[0]?.raw === 'filter-branch') return true;
  if (name === 'sed' || name === 'gsed') return SED_ADDRESS.test(part.text);
  return OWN_LANGUAGE.has(name) || name.endsWith('awk') || name.startsWith('perl');
}
