import type { Config } from '../../app/config/load-config.ts';
import { PlimsollError } from '../../model/error.ts';
import type { OutputFormat, View } from '../../model/output-format.ts';
import type { ReportDocument } from '../../model/report.ts';
import { type OutputFormatId, outputFormats } from '../../report/index.ts';
import type { Answer } from './command.ts';
import { checkWritable, writeOutputFile } from './output-file.ts';

/** Text is written in pieces of about this length. */
const PIECE = 1 << 16;

interface Destination {
  readonly format: OutputFormat<ReportDocument>;
  /** Standard output when absent. */
  readonly file?: string;
}

/**
 * Loads the formats that were asked for and checks that each can show such a document and has a place of its own.
 * `cli/format-does-not-fit`, `cli/one-place-for-two`, `report/unwritable`.
 */
export async function makeAnswer(
  kind: ReportDocument['kind'],
  usual: OutputFormatId,
  { output, terminal }: Pick<Config, 'output' | 'terminal'>,
  image: string | undefined,
  print: (text: string) => Promise<void>,
): Promise<Answer> {
  const choices = output.formats ?? [{ id: usual }];
  const destinations: Destination[] = [];
  for (const { id, file = output.file } of choices) {
    const format = await load(id);
    if (!format.accepts.includes(kind)) throw await doesNotFit(id, kind);
    destinations.push(file === undefined || file === '-' ? { format } : { format, file });
  }
  checkPlaces(destinations);
  const named = (view: View): View => (image === undefined ? view : { ...view, command: image });
  return {
    async write(documents) {
      // Files first: when standard output tells something, all is done.
      for (const { format, file } of destinations)
        if (file !== undefined) writeOutputFile(file, pieces(format, documents, named(terminal.fileView)));
      for (const { format, file } of destinations)
        if (file === undefined) for (const text of pieces(format, documents, named(terminal.view))) await print(text);
    },
  };
}

function load(id: OutputFormatId): Promise<OutputFormat<ReportDocument>> {
  return outputFormats.find((format) => format.id === id)!.load();
}

function* pieces(
  format: OutputFormat<ReportDocument>,
  documents: readonly ReportDocument[],
  view: View,
): Iterable<string> {
  let piece = '';
  for (const document of documents)
    for (const text of format.render(document, view)) {
      piece += text;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
  if (piece !== '') yield piece;
}

async function doesNotFit(id: OutputFormatId, kind: ReportDocument['kind']): Promise<PlimsollError> {
  const fitting: string[] = [];
  for (const format of outputFormats) if ((await load(format.id)).accepts.includes(kind)) fitting.push(format.id);
  return new PlimsollError('cli/format-does-not-fit', `${id} has no form for what this command shows`, {
    help: [`choose --format ${fitting.join(' or ')}`],
  });
}

function checkPlaces(destinations: readonly Destination[]): void {
  const places = destinations.map(({ file }) => file);
  const twice = places.find((place, at) => places.indexOf(place) !== at);
  if (twice !== undefined || places.filter((place) => place === undefined).length > 1) {
    const place = twice ?? 'standard output';
    throw new PlimsollError('cli/one-place-for-two', `two formats cannot both go to ${place}`, {
      help: ['name a file for each, as in --format table --format json=report.json'],
    });
  }
  for (const file of places) if (file !== undefined) checkWritable(file);
}
