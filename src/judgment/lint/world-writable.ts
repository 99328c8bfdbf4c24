import type { Span } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';
import { finalStages } from './parts/final-image.ts';
import { type Program, programsOf } from './parts/programs.ts';

export const worldWritable: LintRule = {
  id: 'world-writable',
  level: 'warning',
  title: 'Everybody may change these files',
  why: 'Any process in the container, also one that a flaw lets in under another user, can replace programs and settings. Give the files to the user who needs them (`COPY --chown`, `chown`), or to a group (`chmod g=u`).',
  aliases: [],
  *check(file, context) {
    const final = new Set(finalStages(file).map(({ index }) => index));
    for (const one of eachInstruction(file)) {
      // What other stages hold gets into the image by COPY alone, if at all.
      const level = final.has(one.stage) ? {} : { level: 'info' as const };
      if (one.keyword === 'COPY' || one.keyword === 'ADD') {
        const mode = one.flags.find(({ name }) => name === 'chmod')?.value;
        if (mode !== undefined && isWorldWritable(mode.value)) yield { span: mode.span, subject: mode.value, ...level };
      }
      if (one.keyword !== 'RUN') continue;
      for (const program of programsOf(one, context)) {
        const mode = modeOf(program);
        if (mode !== undefined && isWorldWritable(mode.text))
          yield { span: mode.span, subject: `${program.name} ${mode.text}`, ...level };
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'take the right to write from others',
    edits({ span }, { source }) {
      const mode = /([0-7])(["']?)$/.exec(source.slice(span.start, span.end));
      if (mode === null || mode.index === 0) return [];
      const at = span.start + mode.index;
      return [{ span: { start: at, end: at + 1 }, text: String(Number(mode[1]) & ~2) }];
    },
  },
};

/** The mode that chmod, `mkdir -m` or `install -m` is given, and where it stands. */
function modeOf({ name, args }: Program): { readonly text: string; readonly span: Span } | undefined {
  if (name === 'chmod') {
    const mode = args.find(({ text }) => !/^-(?:[RvcfhHLP]+|-.*)?$/.test(text));
    // Devices that everybody may write to are made so.
    return args.some(({ text }) => /^\/dev\/|^\/proc\//.test(text)) ? undefined : mode;
  }
  if (name !== 'mkdir' && name !== 'install') return undefined;
  for (const [index, one] of args.entries()) {
    const own = /^(?:-\w*m=?|--mode=)([0-7]{3,4})$/.exec(one.text);
    if (own !== null) return { text: own[1]!, span: one.span };
    if (/^(?:-\w*m|--mode)$/.test(one.text)) return args[index + 1];
  }
  return undefined;
}

/** Others may write, and there is no sticky bit that keeps each to his own files. */
function isWorldWritable(mode: string): boolean {
  if (/^0?[0-7]?[0-7]{3}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8);
    return (bits & 0o002) !== 0 && (bits & 0o1000) === 0;
  }
  return (
    /^[ugoa]*[+=-]/.test(mode) &&
    !/[+=][rwxXs]*t/.test(mode) &&
    mode.split(',').some((part) => /^[ug]*[oa][ugoa]*[+=][rxXs]*w/.test(part))
  );
}
