import { Buffer } from 'node:buffer';
import type { Note } from '../../../model/diagnostic.ts';
import { type Digest, parseDigest } from '../../../model/digest.ts';
import { parseJsonObject } from '../../bytes/json.ts';
import type { JsonObject } from './json-values.ts';
import { objectOf, objectsOf, textOf } from './json-values.ts';

/** A bill of materials, and what the envelope says that it is of. */
export interface Unwrapped {
  readonly document: JsonObject;
  readonly of?: Digest;
}

/**
 * Takes a document out of what it is sent in: a DSSE envelope (secure-systems-lab/dsse), an in-toto statement (in-toto/attestation),
 * the answer of GitHub's dependency graph. Whatever else is left as it is.
 */
export function unwrapped(whole: JsonObject, note: Note): Unwrapped {
  const statement = payloadOf(whole) ?? whole;
  if (textOf(statement['_type'])?.startsWith('https://in-toto.io/Statement/') === true) {
    const message = 'The document lies in an attestation; who signed it was not looked at.';
    note({ code: 'sbom/signature-unchecked', severity: 'info', message });
    const subjects = objectsOf(statement['subject']);
    const digests = subjects.map(({ digest }) => parseDigest(`sha256:${objectOf(digest)?.['sha256']}`));
    const of = new Set(digests).size === 1 ? digests[0] : undefined;
    return { document: predicateOf(statement), ...(of !== undefined && { of }) };
  }
  return { document: objectOf(whole['sbom']) ?? whole };
}

function payloadOf(envelope: JsonObject): JsonObject | undefined {
  const payload = textOf(envelope['payload']);
  if (envelope['payloadType'] !== 'application/vnd.in-toto+json' || payload === undefined) return undefined;
  return parseJsonObject(Buffer.from(payload, 'base64'));
}

/** Cosign used to put the document into a member `Data`, as text or object. */
function predicateOf(statement: JsonObject): JsonObject {
  const predicate = objectOf(statement['predicate']) ?? {};
  const data = predicate['Data'];
  const inner = typeof data === 'string' ? parseJsonObject(Buffer.from(data)) : objectOf(data);
  return inner ?? predicate;
}
