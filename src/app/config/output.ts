import { type OutputFormatId, outputFormats } from '../../report/index.ts';
import { choiceOption, countOption, type ListOption, type Section, switchOption, textOption } from './parts/option.ts';

/** A format, and the file that it goes to; without one it goes to where the command writes. */
export interface FormatChoice {
  readonly id: OutputFormatId;
  readonly file?: string;
}

const format: ListOption<FormatChoice> = {
  kind: 'list',
  placeholder: 'FORMAT[=FILE]',
  values: outputFormats.map(({ id }) => id),
  summary: 'How the answer is written; may be repeated, as in --format table --format json=out.json',
  parse(text) {
    const at = text.indexOf('=');
    const name = (at < 0 ? text : text.slice(0, at)).toLowerCase();
    const known = outputFormats.find(({ id }) => id === (ALIASES.get(name) ?? name));
    const file = at < 0 ? undefined : text.slice(at + 1);
    if (known === undefined || file === '') return undefined;
    return file === undefined ? { id: known.id } : { id: known.id, file };
  },
};

/** Names of the same thing in the commands that people come from. */
const ALIASES: ReadonlyMap<string, OutputFormatId> = new Map(
  Object.entries({
    gitlab_codeclimate: 'gitlab-codeclimate',
    list: 'table',
    packages: 'table',
    text: 'table',
    tty: 'table',
  }),
);

/** How the answer is written. */
export const output = {
  color: choiceOption(
    'WHEN',
    ['auto', 'always', 'never'],
    'Colours: auto means on a terminal, unless NO_COLOR is set',
    {
      fallback: 'auto',
      negated: 'never',
    },
  ),
  format,
  output: textOption('FILE', 'Write the answer to this file instead of standard output', { short: 'o', isPath: true }),
  quiet: switchOption('No progress and no remarks on standard error', { short: 'q' }),
  trace: switchOption('Tell on standard error what was done, as lines of name and value'),
  width: countOption('COLUMNS', 20, 'Columns of the output', {
    fallback: 'those of the terminal; 160 when there is none',
  }),
} satisfies Section;
