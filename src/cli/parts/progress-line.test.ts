import { expect, it } from 'vitest';
import { ProgressLine } from './progress-line.ts';

function lineOf(columns: number, unicode = true) {
  const written: string[] = [];
  return { written, line: new ProgressLine((text) => written.push(text), columns, unicode, 0) };
}

it('says nothing for a second, and then not more often than a person can read', () => {
  const { line, written } = lineOf(80);
  for (let ms = 0; ms < 1250; ms += 10) line.show(() => String(ms), ms);
  expect(written).toEqual(['\r\u001b[2K1000', '\r\u001b[2K1100', '\r\u001b[2K1200']);
  line.clear();
  line.clear();
  expect(written.slice(3)).toEqual(['\r\u001b[2K']);
});

it('says nothing at all without a terminal', () => {
  const { line, written } = lineOf(0);
  line.show(() => 'x', 5000);
  line.clear();
  expect(written).toEqual([]);
});

it.each([
  [100, true, 'reading  ████████████░░░░░░░░  61 of 98 MB  layer 3 of 6 (2 known)'],
  [100, false, 'reading  ############........  61 of 98 MB  layer 3 of 6 (2 known)'],
  [40, true, 'reading  ████████████░░░░░░░░  61 of 98'],
])('%d columns, unicode %s', (columns, unicode, text) => {
  const written: string[] = [];
  const line = new ProgressLine((piece) => written.push(piece), columns, unicode, -5000);
  line.update({ doneBytes: 61e6, totalBytes: 98e6, layersDone: 2, layers: 6, layersKnown: 2 });
  expect(written).toEqual([`\r\u001b[2K${text.slice(0, columns - 1)}`]);
});
