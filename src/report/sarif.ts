import type { LintReport } from '../model/lint.ts';
import type { OutputFormat } from '../model/output-format.ts';
import type { Report, ReportView, SubjectReport } from '../model/report.ts';
import { lintRun } from './parts/lint-sarif.ts';
import { compareById, compareWorst } from './parts/order.ts';
import { printJson } from './parts/print-json.ts';
import { resultOf } from './parts/sarif-result.ts';
import { messageText, rulesOf } from './parts/sarif-rules.ts';
import { diagnosticsOf, nameOf, packagesById } from './parts/subject.ts';

/** SARIF 2.1.0 (OASIS). One run for the whole report: a rule per flaw, a result per flaw and package, a notification for what was not seen. */
export const sarif = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  extension: 'sarif',
  accepts: ['cves', 'lint', 'scan'],
  *render(document) {
    yield printJson({
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [document.kind === 'lint' ? lintRun(document) : runOf(document.report)],
    });
  },
} as const satisfies OutputFormat<ReportView | LintReport>;

function runOf(report: Report) {
  const rules = rulesOf(report.subjects);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    tool: { driver: { name: 'Plimsoll', semanticVersion: report.tool.version, rules } },
    invocations: [
      {
        // A layer that could not be read does not make the run a failure: its notification tells.
        executionSuccessful: report.knowledge !== null,
        endTimeUtc: report.at,
        toolExecutionNotifications: [
          ...(report.knowledge === null ? [NO_KNOWLEDGE] : []),
          ...report.subjects.flatMap(notificationsOf),
        ],
      },
    ],
    columnKind: 'utf16CodeUnits',
    // Absent in a run that looked for nothing (§3.14.23); an empty list would be a clean bill.
    results: report.knowledge === null ? undefined : report.subjects.flatMap((subject) => resultsOf(subject, indexes)),
    properties: {
      knowledgeDigest: report.knowledge?.digest ?? null,
      knowledgeAsOf: report.knowledge?.asOf ?? null,
      subjects: report.subjects.map(({ inventory: { source, complete } }) => ({
        name: nameOf({ source }),
        digest: (source.kind === 'image' ? source.manifest : undefined) ?? null,
        complete,
      })),
    },
  };
}

function resultsOf(subject: SubjectReport, indexes: ReadonlyMap<string, number>) {
  const packages = packagesById(subject);
  return [...subject.vulnerabilities]
    .sort(compareWorst)
    .map((flaw) => resultOf(flaw, packages.get(flaw.package), subject, indexes.get(flaw.id)!));
}

const NO_KNOWLEDGE = {
  level: 'error',
  descriptor: { id: 'no-knowledge' },
  message: { text: 'There was no knowledge, so no vulnerability was looked for' },
} as const;

const LEVELS = { info: 'note', warning: 'warning', error: 'error' } as const;

function notificationsOf(subject: SubjectReport) {
  const absent = subject.inventory.layers.flatMap(({ index, state }) =>
    state.kind === 'absent'
      ? [
          {
            level: 'warning',
            descriptor: { id: 'layer-absent' },
            message: { text: `Layer ${index} was not read: ${state.why}` },
          },
        ]
      : [],
  );
  const noted = diagnosticsOf(subject).map((diagnostic) => ({
    level: LEVELS[diagnostic.severity],
    descriptor: { id: diagnostic.code },
    message: {
      text: messageText(
        diagnostic.path === undefined ? diagnostic.message : `${diagnostic.path}: ${diagnostic.message}`,
      ),
    },
  }));
  const undecided = [...subject.undecided].sort(compareById).map(({ id, package: pkg, why }) => ({
    level: 'warning',
    descriptor: { id: `undecided/${why}` },
    message: { text: messageText(`It cannot be said whether ${pkg} has ${id}: ${why}`) },
  }));
  return [...absent, ...noted, ...undecided];
}
