import type { OutputFormat } from '../model/output-format.ts';
import type { ReportDocument } from '../model/report.ts';

/** An output format that is loaded when somebody wants it: each is a chunk of its own. */
export interface LazyFormat {
  readonly id: string;
  load(): Promise<OutputFormat<ReportDocument>>;
}

/** Every output format. Whether it can render a document is told by its `accepts`. */
export const outputFormats = [
  { id: 'cyclonedx', load: async () => (await import('./cyclonedx.ts')).cyclonedx },
  { id: 'json', load: async () => (await import('./json.ts')).json },
  { id: 'sarif', load: async () => (await import('./sarif.ts')).sarif },
  { id: 'table', load: async () => (await import('./table.ts')).table },
] as const satisfies readonly LazyFormat[];

export type OutputFormatId = (typeof outputFormats)[number]['id'];
