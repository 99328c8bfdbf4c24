import type { Flag, Instruction } from '../../model/dockerfile.ts';

/** `--mount=type=cache,target=/x`. */
export interface Mount {
  readonly flag: Flag;
  /** In lower case; `bind` when it is not told. May hold a variable. */
  readonly type: string;
  /** Names in lower case; a field without `=` has no value. */
  readonly fields: readonly { readonly name: string; readonly value?: string }[];
}

/** The mounts of a RUN. */
export function mountsOf({ flags }: Instruction): Mount[] {
  return flags.flatMap((flag) =>
    flag.name === 'mount' && flag.value !== undefined ? [mountOf(flag, flag.value.value)] : [],
  );
}

function mountOf(flag: Flag, text: string): Mount {
  const fields = csvFieldsOf(text).map((field) => {
    const equals = field.indexOf('=');
    if (equals < 0) return { name: field.toLowerCase() };
    return { name: field.slice(0, equals).toLowerCase(), value: field.slice(equals + 1) };
  });
  const type = fields.findLast(({ name }) => name === 'type')?.value?.toLowerCase() ?? 'bind';
  return { flag, type, fields };
}

/** One record of RFC 4180: fields between commas, in double quotes where they hold one. */
function csvFieldsOf(text: string): string[] {
  const fields: string[] = [];
  const field = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/y;
  while (field.lastIndex < text.length || fields.length === 0) {
    const match = field.exec(text);
    if (match === null) break;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[0] === '') break;
  }
  return fields;
}
