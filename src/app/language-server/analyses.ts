import { dirname } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ignoreFileNamesOf, parseIgnoreFile } from '../../formats/dockerfile/ignore-file.ts';
import { isDockerfileName } from '../../formats/dockerfile/is-dockerfile-name.ts';
import { parseDockerfile } from '../../formats/dockerfile/parse-dockerfile.ts';
import { buildContext } from '../../io/dockerfiles/build-context.ts';
import { PlimsollError } from '../../model/error.ts';
import type { LintedFile } from '../../model/lint.ts';
import { type LintJob, lintDockerfile } from '../../scan/lint.ts';
import { TextMap } from './text-map.ts';
import { type Place, pathOf, type Workspace } from './workspace.ts';

/** Larger documents are not looked at: an editor asks again with every key. */
const LARGEST_BYTES = 10_000_000;

/** What is found in one version of a document. */
export interface Analysis {
  readonly kind: 'linted';
  readonly linted: LintedFile;
  readonly job: LintJob;
  readonly map: TextMap;
}

/** A document that is not looked at, and why. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code?: string;
  readonly message: string;
  /** Whether somebody has to mend something. */
  readonly isError: boolean;
}

/** Looks at documents: each version once, however often it is asked for. */
export class Analyses {
  readonly #workspace: Workspace;
  readonly #log: (text: string) => void;
  /** By URI: the newest version that was looked at. */
  readonly #kept = new Map<string, { readonly key: string; readonly outcome: Analysis | Refusal }>();

  /** `log` gets what only a mistake of ours can explain. */
  constructor(workspace: Workspace, log: (text: string) => void) {
    this.#workspace = workspace;
    this.#log = log;
  }

  /** Total: what fails is an answer too. Of the version that the document has when the configuration is read: nothing can come between that and the answer. */
  async of(document: TextDocument): Promise<Analysis | Refusal> {
    const place = this.#workspace.placeOf(document.uri);
    try {
      const { job } = await this.#workspace.setupOf(place);
      return this.#now(document, place, job);
    } catch (cause) {
      if (cause instanceof PlimsollError) {
        const message = [cause.message, ...cause.help].join('\n');
        return { kind: 'refused', code: cause.code, message, isError: true };
      }
      this.#log(`${document.uri}: ${cause instanceof Error ? cause.stack : cause}`);
      return { kind: 'refused', message: `the document could not be looked at: ${cause}`, isError: true };
    }
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }

  #now(document: TextDocument, place: Place, job: LintJob): Analysis | Refusal {
    const key = `${this.#workspace.generation} ${document.version}`;
    const kept = this.#kept.get(document.uri);
    if (kept?.key === key) return kept.outcome;
    const outcome = analyse(document.getText(), place, job);
    this.#kept.set(document.uri, { key, outcome });
    return outcome;
  }
}

/** Editors may send more than was meant: Compose files, scripts. */
export function isDockerfile({ languageId, uri }: TextDocument): boolean {
  return /^(?:dockerfile|containerfile)$/i.test(languageId) || isDockerfileName(pathOf(uri) ?? uri);
}

function analyse(text: string, { file, path }: Place, job: LintJob): Analysis | Refusal {
  const bytes = text.length > LARGEST_BYTES ? undefined : Buffer.from(text);
  if (bytes === undefined || bytes.length > LARGEST_BYTES) {
    const message = `the document is larger than ${LARGEST_BYTES / 1_000_000} MB and is not looked at; plimsoll lint does`;
    return { kind: 'refused', code: 'lint/too-large', message, isError: false };
  }
  const build = file && buildContext(dirname(file), file, { namesOf: ignoreFileNamesOf, parse: parseIgnoreFile });
  const own = build ? { ...job, build } : job;
  const linted = lintDockerfile(parseDockerfile(bytes, path), own);
  return { kind: 'linted', linted, job: own, map: new TextMap(linted.dockerfile.source, text.length) };
}
