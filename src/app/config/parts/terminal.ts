import type { View } from '../../../model/output-format.ts';
import type { OptionValues } from '../options.ts';
import type { Surroundings } from './surroundings.ts';

/** How the answer and the remarks are shown. */
export interface Terminal {
  /** Of what goes to standard output. */
  readonly view: View;
  /** Of what goes to a file: no terminal ever sees it. */
  readonly fileView: View;
  /** Whether standard error may be painted. */
  readonly paintErrors: boolean;
  /** Columns of a progress line; 0 when there is to be none. */
  readonly progressColumns: number;
}

/** Columns where there is no terminal: enough for every column of a table in the usual case. */
const PIPED_COLUMNS = 160;

export function terminalOf(values: Partial<OptionValues>, surroundings: Surroundings): Terminal {
  const { environment, stdout, stderr } = surroundings;
  const isDumb = environment['TERM'] === 'dumb';
  const paints = (isTerminal: boolean) =>
    values.color === 'always' || (values.color !== 'never' && isTerminal && !isDumb);
  const width =
    values.width ??
    columnsOf(environment['COLUMNS']) ??
    (stdout.isTerminal ? stdout.columns : undefined) ??
    PIPED_COLUMNS;
  const fileView: View = { width: values.width ?? PIPED_COLUMNS, paint: false, unicode: true, links: false };
  const paint = paints(stdout.isTerminal);
  const showsProgress = stderr.isTerminal && !isDumb && !environment['CI'] && !values.quiet;
  return {
    view: { width, paint, unicode: hasUnicode(environment), links: paint && hasLinks(environment) },
    fileView,
    paintErrors: paints(stderr.isTerminal),
    progressColumns: showsProgress ? (stderr.columns ?? 80) : 0,
  };
}

function columnsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** By the locale (POSIX, 8.2 Internationalization Variables). One that nobody set is no reason to spoil names: files and pipes are UTF-8 today. */
function hasUnicode(environment: Surroundings['environment']): boolean {
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'];
  return !locale || /utf-?8/i.test(locale);
}

/** Terminals that are known to understand OSC 8. */
function hasLinks(environment: Surroundings['environment']): boolean {
  const { TERM_PROGRAM: program, VTE_VERSION: vte, WT_SESSION: windows, TERM: term = '' } = environment;
  return (
    Number(vte) >= 5000 ||
    Boolean(windows) ||
    /^(?:iTerm|WezTerm|vscode|ghostty)/i.test(program ?? '') ||
    /kitty/.test(term)
  );
}
