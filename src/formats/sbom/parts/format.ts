import type { Note } from '../../../model/diagnostic.ts';
import type { SbomContents } from '../../../model/sbom.ts';
import { parseJsonObject } from '../../bytes/json.ts';
import { headOf } from './encoding.ts';
import type { JsonObject } from './json-values.ts';

/** One format of bills of materials. */
export interface SbomFormat {
  readonly id: string;
  /** Whether a document that begins like this may be one: the first 4 KiB. JSON may hide its marks behind them: `accepts` decides. */
  recognizes(head: Uint8Array): boolean;
  /**
   * Undefined when the bytes are none, or cannot be read. What the format says of single components that cannot be used stands in
   * the subject; what concerns the document as a whole is noted.
   */
  parse(bytes: Uint8Array, note: Note): SbomContents | undefined;
}

/** The order of keys is free in JSON, so what a document is shows when it is parsed. Its parts allow to parse it once for all formats. */
export interface JsonSbomFormat extends SbomFormat {
  accepts(document: JsonObject): boolean;
  read(document: JsonObject, note: Note): SbomContents | undefined;
}

/** A JSON format; `marks` are keys of which the head of a document mostly shows one. */
export function jsonFormat<Id extends string>(
  parts: Pick<JsonSbomFormat, 'accepts' | 'read'> & { readonly id: Id; readonly marks: readonly string[] },
): JsonSbomFormat & { readonly id: Id } {
  const { id, marks, accepts, read } = parts;
  return {
    id,
    accepts,
    read,
    recognizes(head) {
      const text = headOf(head);
      return text.startsWith('{') && marks.some((mark) => text.includes(`"${mark}"`));
    },
    parse(bytes, note) {
      const document = parseJsonObject(bytes);
      return document !== undefined && accepts(document) ? read(document, note) : undefined;
    },
  };
}
