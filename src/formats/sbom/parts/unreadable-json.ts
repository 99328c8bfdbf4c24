import { PlimsollError } from '../../../model/error.ts';
import { limits } from '../../bytes/limits.ts';

/**
 * Why `parseJsonObject` refused a text: `sbom/unreadable`, with the place where the engine tells one; undefined when it is JSON, but
 * no object. The text is parsed again, in vain, and the engine's own words are not passed on: they quote the document.
 */
export function unreadableJson(text: Uint8Array): PlimsollError | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(text));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? unreadable(`it is nested more than ${limits.jsonDepth} deep`) : undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(words) ?? [];
    const place = line === undefined ? '' : ` at line ${line}, column ${column}`;
    return unreadable(/end of JSON|Unterminated/.test(words) ? `it breaks off${place}` : `it is no JSON${place}`);
  }
}

function unreadable(why: string): PlimsollError {
  return new PlimsollError('sbom/unreadable', `the document cannot be read: ${why}`, {
    help: ['it is cut off or damaged: make it anew'],
  });
}
