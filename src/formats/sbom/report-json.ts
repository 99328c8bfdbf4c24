import type { Diagnostic } from '../../model/diagnostic.ts';
import { parseDigest } from '../../model/digest.ts';
import type { Distro } from '../../model/distro.ts';
import { parsePurl } from '../../model/parse-purl.ts';
import type { SbomSubject } from '../../model/sbom.ts';
import { namedDistro, qualifiedDistro } from './parts/distros.ts';
import { jsonFormat } from './parts/format.ts';
import type { JsonObject } from './parts/json-values.ts';
import { listOf, objectOf, objectsOf, textOf } from './parts/json-values.ts';
import { toldByReport } from './parts/report-package.ts';
import { SubjectBuilder } from './parts/subject-builder.ts';

/** Our own report (docs/reference/report.schema.json), of whichever command: what is installed, and nothing of what was judged. */
export const reportJson = jsonFormat({
  id: 'report-json',
  marks: ['schemaVersion'],
  accepts: (document) =>
    objectOf(document['tool'])?.['name'] === 'plimsoll' &&
    document['schemaVersion'] === 1 &&
    Array.isArray(document['subjects']),
  read: (document) => ({
    format: `Plimsoll report ${document['schemaVersion']}`,
    subjects: objectsOf(document['subjects']).map(subjectOf),
    diagnostics: [],
  }),
});

function subjectOf(subject: JsonObject): SbomSubject {
  const builder = new SubjectBuilder();
  for (const value of listOf(subject['packages'])) {
    const told = toldByReport(objectOf(value) ?? {});
    if (told === undefined) builder.addDamaged();
    else builder.add(told);
  }
  const image = objectOf(subject['image']);
  const distro = distroIn(image, subject['packages']);
  return builder.finish({
    name: textOf(image?.['reference']),
    of: parseDigest(image?.['digest']),
    distros: distro === undefined ? [] : [distro],
    complete: subject['complete'] === true,
    diagnostics: objectsOf(subject['diagnostics']).flatMap(diagnosticOf),
  });
}

/** `os` has no codename; where there is no version either, purls have it. */
function distroIn(image: JsonObject | undefined, packages: unknown): Distro | undefined {
  const os = objectOf(image?.['os']);
  const id = textOf(os?.['id']);
  if (id === undefined) return undefined;
  const version = textOf(os?.['versionId']);
  const prettyName = textOf(os?.['prettyName']);
  if (version === undefined) {
    for (const { purl } of objectsOf(packages)) {
      const parsed = parsePurl(textOf(purl) ?? '');
      const qualifier = parsed?.qualifiers.get('distro');
      const told: Distro | undefined = qualifier === undefined ? undefined : qualifiedDistro(qualifier, id);
      if (told?.id === id) return prettyName === undefined ? told : { ...told, prettyName };
    }
  }
  return namedDistro(id, version, prettyName === undefined ? {} : { prettyName });
}

/** What was not read then is missing now. What judging had to say is said anew. */
function diagnosticOf({ code, severity, message, path }: JsonObject): Diagnostic[] {
  const [words, place] = [textOf(message), textOf(path)];
  const isCode = typeof code === 'string' && /^[a-z]+\/[a-z0-9-]+$/.test(code) && !code.startsWith('knowledge/');
  if (!isCode || words === undefined) return [];
  if (severity !== 'info' && severity !== 'warning' && severity !== 'error') return [];
  return [{ code: code as Diagnostic['code'], severity, message: words, ...(place !== undefined && { path: place }) }];
}
