import { type JavaArtifact, type JavaProblem, readJavaArchive } from '../../formats/bytes/java-archive.ts';
import { isJavaArchive, JAVA_SUFFIXES } from '../../formats/bytes/java-file-name.ts';
import { limits } from '../../formats/bytes/limits.ts';
import { licensesOf } from '../../formats/licenses/license-of.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { formatLocation } from '../../model/evidence.ts';
import type { Cataloger } from '../../model/reader.ts';

const MAX_BYTES = 512 << 20;

export interface JavaArchiveFact {
  readonly artifacts: readonly JavaArtifact[];
}

/** Libraries in Java archives, nested ones too, by pom.properties, manifest and file name. */
export const jar: Cataloger<JavaArchiveFact> = {
  id: 'jar',
  version: 2,
  selects: [
    ...JAVA_SUFFIXES.map((suffix) => ({ suffix: `.${suffix}`, maxBytes: MAX_BYTES })),
    // A jar by another name is one all the same.
    { magic: 'zip', maxBytes: MAX_BYTES },
  ],
  read({ path, bytes, truncated }, note) {
    if (truncated) {
      const message = `${path} is larger than ${MAX_BYTES >> 20} MiB and was not looked into.`;
      note({ code: 'catalogers/jar-too-large', severity: 'warning', message, path });
      return undefined;
    }
    // What else is called .rar or .par is not ours to complain about.
    if (!/\.(?:jar|war|ear)$/.test(path) && !(bytes[0] === 0x50 && bytes[1] === 0x4b)) return undefined;
    const problems: JavaProblem[] = [];
    const artifacts = readJavaArchive(path, bytes, (problem) => problems.push(problem));
    // Of other zip files (documents, wheels) only what turned out to be Java's is ours to speak of.
    const isJava = isJavaArchive(path) || artifacts.length > 0 || problems.some(({ kind }) => kind === 'unidentified');
    if (isJava) for (const problem of problems) note(diagnosticOf(path, problem));
    return artifacts.length === 0 ? undefined : { artifacts };
  },
  *packages(facts) {
    for (const { layer, path, fact } of facts) {
      for (const { groupId, artifactId, version, licenses, inside } of fact.artifacts) {
        yield {
          type: 'maven',
          ...(groupId !== undefined && { namespace: groupId }),
          name: artifactId,
          version,
          vendor: 'third-party',
          relation: 'unknown',
          licenses: licensesOf(licenses),
          locations: [{ layer, path, ...(inside.length > 0 && { inside }) }],
        };
      }
    }
  },
};

function diagnosticOf(path: string, problem: JavaProblem): Diagnostic {
  const place = formatLocation({ path, inside: problem.inside });
  switch (problem.kind) {
    case 'no-zip':
      return {
        code: 'catalogers/jar-unreadable',
        severity: 'warning',
        message: `${place} is no readable zip file: what is in it is unknown.`,
        path,
      };
    case 'ambiguous':
      return {
        code: 'catalogers/jar-ambiguous',
        severity: 'warning',
        message: `${place} can be read in more than one way; another program may find other entries in it.`,
        path,
      };
    case 'entry':
      return {
        code: 'catalogers/jar-entry-refused',
        severity: 'warning',
        message: `${place}!/${problem.name} was not read: ${problem.problem}.`,
        path,
      };
    case 'nesting':
      return {
        code: 'catalogers/jar-nesting',
        severity: 'warning',
        message: `Archives in ${place} lie more than ${limits.archiveNesting} deep and were not looked into.`,
        path,
      };
    case 'budget':
      return {
        code: 'catalogers/jar-too-large',
        severity: 'warning',
        message: `${place} unpacks to more than is looked at; some of what is in it was not looked into.`,
        path,
      };
    case 'unidentified':
      return {
        code: 'catalogers/jar-unidentified',
        severity: 'info',
        message: `${place} holds classes but does not tell what they are.`,
        path,
      };
  }
}
