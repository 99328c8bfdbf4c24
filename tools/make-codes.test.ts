import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesIn, launcherCodesIn, unlistedCodesIn } from './lib/codes.ts';
import { programFiles } from './lib/source-files.ts';
import { codesPath, makeCodes } from './make-codes.ts';

it('the stored list is what the source says: node tools/make-codes.ts writes it', () => {
  expect(readFileSync(codesPath, 'utf8')).toBe(makeCodes());
});

it('every code is of a known folder', () => {
  expect(unlistedCodesIn(programFiles())).toEqual([]);
  expect(unlistedCodesIn([{ path: 'x.ts', text: `new PlimsollError('elsewhere/what', 'x')` }])).toHaveLength(1);
});

it('reads codes with what they do and say', () => {
  const text = readFileSync(join(import.meta.dirname, 'lib/testdata/codes.txt'), 'utf8');
  expect(codesIn([{ path: 'x.ts', text }])).toEqual([
    { code: 'image/empty', kind: 'ends the command', messages: ['… is empty'] },
    { code: 'catalogers/x-unreadable', kind: 'warning', messages: ["it's not readable"] },
    { code: 'scan/both', kind: 'info', messages: ['one of …', 'none at all'] },
  ]);
});

it('reads the codes of the launcher', () => {
  expect(launcherCodesIn('find || fail no-node "none of $A.$B or newer" \'do\'')).toEqual([
    { code: 'launcher/no-node', kind: 'ends the command', messages: ['none of … or newer'] },
  ]);
});
