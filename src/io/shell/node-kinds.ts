import type { Nesting } from '../../model/shell.ts';

/** What the walk does at a node of the grammar of bash. Nodes that are not listed are gone through. */
export type NodeKind =
  | 'none'
  /** Nothing in it is of use. */
  | 'leaf'
  /** A simple command; a name and words follow. */
  | 'command'
  /** A command whose name is its first token: `export`, `[`. */
  | 'keyword-command'
  | 'command-name'
  | 'assignment'
  | 'assignments'
  | 'word'
  | 'string'
  | 'variable'
  | 'arithmetic'
  | 'substitution'
  | 'redirect'
  | 'redirected'
  | 'heredoc-body'
  /** A statement that holds others: its parts are blocks of their own. */
  | 'compound'
  | 'block'
  /** A word of the language that begins another part of a compound. */
  | 'part'
  | 'negation'
  | 'join'
  /** A sign that is an argument, of `[` above all. */
  | 'sign';

const NAMES: Readonly<Record<Exclude<NodeKind, 'none'>, string>> = {
  leaf: 'comment heredoc_content heredoc_end variable_name special_variable_name file_descriptor',
  command: 'command',
  'keyword-command': 'declaration_command unset_command test_command',
  'command-name': 'command_name',
  assignment: 'variable_assignment',
  assignments: 'variable_assignments',
  word: 'word number raw_string ansi_c_string concatenation brace_expression extglob_pattern regex test_operator array heredoc_start',
  string: 'string translated_string',
  variable: 'simple_expansion expansion',
  arithmetic: 'arithmetic_expansion',
  substitution: 'command_substitution process_substitution',
  redirect: 'file_redirect heredoc_redirect herestring_redirect',
  redirected: 'redirected_statement',
  'heredoc-body': 'heredoc_body',
  compound: 'if_statement while_statement for_statement c_style_for_statement case_statement function_definition',
  block: 'subshell compound_statement do_group case_item',
  part: 'if elif then else while until',
  negation: 'negated_command',
  join: '&& || ; & | |& \n ;;',
  sign: '= == != =~ < > -a -o $ + - ! ,',
};

const KINDS: ReadonlyMap<string, NodeKind> = new Map(
  (Object.entries(NAMES) as [NodeKind, string][]).flatMap(([kind, names]) =>
    names.split(' ').map((name): [string, NodeKind] => [name, kind]),
  ),
);

export function kindOf(type: string): NodeKind {
  return KINDS.get(type) ?? 'none';
}

/** What the statements behind a word of the language or inside of a node stand in. */
export const NESTINGS: ReadonlyMap<string, Nesting> = new Map([
  ['if', 'if-condition'],
  ['elif', 'if-condition'],
  ['then', 'if-body'],
  ['else', 'if-body'],
  ['while', 'loop-condition'],
  ['until', 'loop-condition'],
  ['do_group', 'loop-body'],
  ['subshell', 'subshell'],
  ['compound_statement', 'group'],
  ['case_item', 'case'],
  ['command_substitution', 'command-substitution'],
  ['process_substitution', 'process-substitution'],
]);
