import { PlimsollError } from '../../../model/error.ts';
import type { JsonObject } from './json-values.ts';
import { walkXml, type XmlElement, type XmlHandler } from './xml.ts';

/** Elements whose children are a list in the JSON form. */
const LISTS = new Set([
  'assemblies',
  'components',
  'compositions',
  'dependencies',
  'licenses',
  'occurrences',
  'properties',
]);

/** Elements that are objects, and below which all the rest stands. */
const OBJECTS = new Set([
  'assembly',
  'bom',
  'component',
  'composition',
  'dependency',
  'evidence',
  'license',
  'metadata',
  'occurrence',
  'property',
  'supplier',
]);

/** Elements of which the text counts. */
const TEXTS = new Set([
  'aggregate',
  'description',
  'expression',
  'group',
  'id',
  'location',
  'name',
  'publisher',
  'purl',
  'scope',
  'version',
]);

export interface XmlBom {
  /** As the namespace of the root has it: `1.6`. */
  readonly version: string;
  readonly bom: JsonObject;
}

interface Frame {
  readonly name: string;
  /** An object or a list that children are put into; undefined where the text counts. */
  readonly value: Record<string, unknown> | unknown[] | undefined;
  text: string;
}

/**
 * CycloneDX in XML, in the shape of its JSON: the elements that are read, and nothing of the others. Undefined when the root is no
 * `bom` of CycloneDX; throws `sbom/unreadable` as `walkXml` does.
 */
export function bomOfXml(bytes: Uint8Array): XmlBom | undefined {
  const reader = new BomReader();
  try {
    walkXml(bytes, reader);
  } catch (error) {
    // Another kind of XML is another kind, however it goes on.
    if (error instanceof PlimsollError && reader.isOther) return undefined;
    throw error;
  }
  return reader.result;
}

class BomReader implements XmlHandler {
  readonly #stack: Frame[] = [];
  /** Depth inside an element that is not read. */
  #skipped = 0;
  #namespace = '';
  #root: JsonObject | undefined;
  isOther = false;

  get result(): XmlBom | undefined {
    const version = /^https?:\/\/cyclonedx\.org\/schema\/bom\/(1\.\d{1,3})$/.exec(this.#namespace)?.[1];
    return version === undefined || this.#root === undefined ? undefined : { version, bom: this.#root };
  }

  open(element: XmlElement): void {
    if (this.#stack.length === 0) {
      this.#namespace = element.namespace;
      this.isOther = element.name !== 'bom' || !element.namespace.includes('cyclonedx.org/schema/bom/');
    }
    if (this.isOther || this.#skipped > 0 || !this.#isRead(element)) this.#skipped++;
    else this.#stack.push({ name: element.name, value: contentOf(element), text: '' });
  }

  text(text: string): void {
    const top = this.#stack.at(-1);
    if (this.#skipped === 0 && top !== undefined && (top.value === undefined || top.name === 'property'))
      top.text += text;
  }

  close(): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    const frame = this.#stack.pop()!;
    const parent = this.#stack.at(-1);
    if (parent === undefined) this.#root = frame.value as JsonObject;
    else put(frame, parent);
  }

  /** Extensions have namespaces of their own. */
  #isRead({ name, namespace }: XmlElement): boolean {
    if (namespace !== this.#namespace) return false;
    return LISTS.has(name) || OBJECTS.has(name) || TEXTS.has(name);
  }
}

function contentOf({ name, attributes }: XmlElement): Frame['value'] {
  if (LISTS.has(name)) return [];
  return OBJECTS.has(name) ? { ...attributes } : undefined;
}

function put(frame: Frame, parent: Frame): void {
  const { name } = frame;
  const text = frame.text.trim();
  const value = frame.value ?? text;
  if (Array.isArray(parent.value)) parent.value.push(itemOf(name, value, text));
  else if (parent.value === undefined) return;
  else if (name === 'dependency') addRef(parent.value, value as JsonObject);
  else parent.value[name] = value;
}

/** An entry of a list as JSON has it. */
function itemOf(name: string, value: unknown, text: string): unknown {
  switch (name) {
    case 'assembly':
      return (value as JsonObject)['ref'];
    case 'expression':
      return { expression: text };
    case 'license':
      return { license: value };
    case 'property':
      return { ...(value as JsonObject), value: text };
    default:
      return value;
  }
}

/** A dependency inside a dependency is what the outer one depends on. */
function addRef(parent: Record<string, unknown>, { ref }: JsonObject): void {
  const refs = parent['dependsOn'];
  if (Array.isArray(refs)) refs.push(ref);
  else parent['dependsOn'] = [ref];
}
