import type { OutputFormat } from '../model/output-format.ts';
import type { ReportDocument } from '../model/report.ts';

/** An output format that is loaded when somebody wants it: each is a chunk of its own. */
export interface LazyFormat {
  readonly id: string;
  load(): Promise<OutputFormat<ReportDocument>>;
}

/** Every output format. Whether it can render a document is told by its `accepts`. */
export const outputFormats = [
  { id: 'checkstyle', load: async () => (await import('./checkstyle.ts')).checkstyle },
  { id: 'codeclimate', load: async () => (await import('./codeclimate.ts')).codeclimate },
  { id: 'cyclonedx', load: async () => (await import('./cyclonedx.ts')).cyclonedx },
  { id: 'github', load: async () => (await import('./github.ts')).github },
  { id: 'github-annotations', load: async () => (await import('./github-annotations.ts')).githubAnnotations },
  { id: 'gitlab-codeclimate', load: async () => (await import('./gitlab-codeclimate.ts')).gitlabCodeclimate },
  { id: 'gnu', load: async () => (await import('./gnu.ts')).gnu },
  { id: 'json', load: async () => (await import('./json.ts')).json },
  { id: 'junit', load: async () => (await import('./junit.ts')).junit },
  { id: 'markdown', load: async () => (await import('./markdown.ts')).markdown },
  { id: 'sarif', load: async () => (await import('./sarif.ts')).sarif },
  { id: 'sonarqube', load: async () => (await import('./sonarqube.ts')).sonarqube },
  { id: 'spdx', load: async () => (await import('./spdx.ts')).spdx },
  { id: 'spdx-tag-value', load: async () => (await import('./spdx-tag-value.ts')).spdxTagValue },
  { id: 'syft-json', load: async () => (await import('./syft-json.ts')).syftJson },
  { id: 'table', load: async () => (await import('./table.ts')).table },
] as const satisfies readonly LazyFormat[];

export type OutputFormatId = (typeof outputFormats)[number]['id'];
