import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellTreeWord } from './parts/shell-tree.ts';
import { literalOf, outlineOf } from './parts/shell-walk.ts';
import { namedCommand, optionsOf } from './parts/shell-words.ts';

const SYSTEM = new Set(
  [
    '/ /bin /boot /dev /etc /home /lib /lib64 /media /mnt /proc /root /sbin /srv /sys /usr /usr/bin /usr/games /usr/include /usr/lib /usr/local',
    '/usr/local/bin /usr/local/lib /usr/local/man /usr/local/share /usr/sbin /usr/share /usr/share/man /usr/src /var /var/lib /var/run',
  ]
    .flatMap((paths) => paths.split(' '))
    .map((path) => path.replace(/\/$/, '')),
);

export const shellRemovesSystemDirectory: LintRule = {
  id: 'shell-removes-system-directory',
  level: 'warning',
  title: 'A directory of the system may be removed',
  why: 'When the variable is empty, `rm -rf "$dir"/lib` means /lib. `${dir:?}` ends the script instead.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        const options = named?.name === 'rm' ? optionsOf(named.args) : new Set<string>();
        if (!options.has('r') && !options.has('R') && !options.has('recursive')) continue;
        for (const word of named!.args) {
          const alias = caseOf(word);
          if (alias === 'SC2114')
            yield { span: scan.spanOf(word), subject: word.raw, alias, message: `${word.raw} belongs to the system` };
          else if (alias !== undefined) yield { span: scan.spanOf(word), subject: word.raw, alias };
        }
      }
  },
};

function caseOf(word: ShellTreeWord): string | undefined {
  const text = literalOf(word);
  if (text !== undefined) {
    const path = text.replace(/\/+/g, '/');
    if (path.startsWith('/') && SYSTEM.has(path.replace(/\/$/, ''))) return 'SC2114';
    return path.startsWith('/') && path !== '/*' && path.endsWith('/*') && SYSTEM.has(path.slice(0, -2))
      ? 'SC2115'
      : undefined;
  }
  const first = word.parts[0]!;
  const lead = first.kind === 'double' ? first.parts[0] : first;
  if (lead === undefined || (lead.kind !== 'variable' && lead.kind !== 'substitution')) return undefined;
  if (lead.kind === 'variable' && /^:?[?=+-]/.test(lead.modifier)) return undefined;
  const outline = outlineOf(word).replace(/\/+/g, '/');
  const rest = /^\0+(\/[^\0]*)$/.exec(outline)?.[1];
  return rest !== undefined && SYSTEM.has(rest.replace(/\/?\*?$/, '')) ? 'SC2115' : undefined;
}
