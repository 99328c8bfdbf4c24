import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { PlimsollError } from '../../../model/error.ts';
import { limits } from '../../bytes/limits.ts';
import { encodingOf } from './encoding.ts';

/** One element as it opens; only attributes without namespace. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface XmlHandler {
  open(element: XmlElement): void;
  text(text: string): void;
  close(): void;
}

const CHUNK_BYTES = 64 << 10;

/**
 * Walks through an XML document (XML 1.0, Namespaces 1.0) in chunks: it never becomes one string. A document type is refused as
 * such: without it there are no entities but the five of XML, so nothing can expand, and nothing outside can be asked for. Throws
 * `sbom/unreadable` for that, for what is not well-formed, and for nesting beyond `limits.jsonDepth`.
 */
export function walkXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let depth = 0;
  const refuse = (why: string): never => {
    throw new PlimsollError(
      'sbom/unreadable',
      `the XML cannot be read at line ${parser.line}, column ${parser.column}: ${why}`,
      {
        help: ['it is cut off or damaged, or was never well-formed: make it anew'],
      },
    );
  };
  // What saxes reports stands behind the position, which we tell ourselves.
  parser.on('error', (error) => refuse(error.message.replace(/^(?:\d+:)*\d+: /, '')));
  parser.on('doctype', () => refuse('it declares a document type, which is not read'));
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (++depth > limits.jsonDepth) refuse(`it is nested more than ${limits.jsonDepth} deep`);
    handler.open({ name: local, namespace: uri, attributes: plainAttributes(attributes) });
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('closetag', () => {
    depth--;
    handler.close();
  });
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true }));
  parser.write(decoder.decode());
  parser.close();
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

function plainAttributes(attributes: Readonly<Record<string, SaxesAttributeNS>>): Readonly<Record<string, string>> {
  let plain: [string, string][] | undefined;
  for (const key in attributes) {
    const { local, prefix, value } = attributes[key]!;
    if (prefix !== '') continue;
    plain ??= [];
    plain.push([local, value]);
  }
  return plain === undefined ? NONE : Object.fromEntries(plain);
}
