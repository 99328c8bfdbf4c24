import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Span } from '../../model/dockerfile.ts';
import { applyEdits } from './apply-edits.ts';
import { isDockerfileName } from './is-dockerfile-name.ts';
import { parseDockerfile } from './parse-dockerfile.ts';
import { byteAt, positionAt } from './position.ts';

/** What makes Dockerfiles go wrong, in any order. */
const piece = fc.constantFrom(
  ...'RUN |COPY |ENV |FROM a|ONBUILD |ARG |\\\n|\\|\n|\r\n|# c\n|"|\'|$|{|}|a=b| |\t|<<E|\nE\n|<<-"E"|["a"]|[|--a=b|--|`|# escape=`\n|é|\0|\ufeff'.split(
    '|',
  ),
);
const sources = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))),
  fc.uint8Array({ maxLength: 200 }),
);

it('parts lie side by side: what no instruction, comment or directive holds is white space', () => {
  fc.assert(
    fc.property(sources, (bytes) => {
      const file = parseDockerfile(bytes, 'x');
      const inside = (one: Span, other: Span): boolean => one.start >= other.start && one.end <= other.end;
      const outer = file.comments.filter(({ span }) => !file.instructions.some((one) => inside(span, one.span)));
      const directives = file.directives.filter(({ span }) => file.source[span.start] === '#');
      const spans = [...file.instructions, ...outer, ...directives]
        .map(({ span }) => span)
        .sort((a, b) => a.start - b.start);
      let at = 0;
      let rest = '';
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(at);
        rest += file.source.slice(at, start);
        at = end;
      }
      rest += file.source.slice(at);
      expect(Buffer.from(rest, 'latin1').toString().trim()).toBe('');
    }),
    { numRuns: 500 },
  );
});

it('every span of a word holds what the word says', () => {
  fc.assert(
    fc.property(sources, (bytes) => {
      const file = parseDockerfile(bytes, 'x');
      for (const one of file.instructions)
        if ('pairs' in one)
          for (const { key, value } of one.pairs)
            for (const word of [key, ...(value ? [value] : [])]) {
              expect(file.source.slice(word.span.start, word.span.end)).toBe(word.raw);
              for (const { span, name } of word.variables)
                expect(file.source.slice(span.start, span.end)).toContain(name[0] ?? '$');
            }
    }),
  );
});

it('edits replace bytes, and refuse to overlap', () => {
  const edit = (start: number, end: number, text: string) => ({ span: { start, end }, text });
  expect(applyEdits('FROM a\n', [edit(0, 0, '# x\n'), edit(5, 6, 'b'), edit(7, 7, 'USER c\n')])).toBe(
    '# x\nFROM b\nUSER c\n',
  );
  expect(() => applyEdits('abc', [edit(0, 2, ''), edit(1, 3, '')])).toThrow('overlap');
  expect(() => applyEdits('abc', [edit(2, 9, '')])).toThrow('outside');
});

it('places are counted as editors count', () => {
  const file = parseDockerfile(Buffer.from('FROM a\r\n# é😀x\n'), 'x');
  const at = file.source.indexOf('x');
  expect(positionAt(file, at)).toEqual({ line: 2, column: 9, utf16Column: 6 });
  expect(byteAt(file, 2, 6)).toBe(at);
  expect(byteAt(file, 1, 99)).toBe(6);
  expect(positionAt(file, 1e9)).toMatchObject({ line: 3, column: 1 });
});

it.each([
  ['Dockerfile', true],
  ['a/b/Dockerfile.prod', true],
  ['api.Dockerfile', true],
  ['api.dockerfile', true],
  ['Containerfile', true],
  ['Containerfile.x', true],
  ['iEchorfile', true],
  ['iEchorfile.dev', true],
  ['Dockerfile.dockerignore', false],
  ['.dockerignore', false],
  ['.dockerfile', false],
  ['Dockerfiles', false],
  ['MyDockerfile', false],
])('%s', (name, expected) => {
  expect(isDockerfileName(name)).toBe(expected);
});
