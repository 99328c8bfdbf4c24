import { expect, it } from 'vitest';
import type { Report } from '../../model/report.ts';
import { gateOf } from './gate.ts';

interface Said {
  readonly flaws?: readonly { suppressed?: object }[];
  readonly undecided?: readonly string[];
  readonly complete?: boolean;
  readonly layers?: readonly object[];
  readonly trouble?: readonly object[];
  readonly os?: string;
}

const reportOf = (...subjects: readonly Said[]) =>
  ({
    subjects: subjects.map(
      ({ flaws = [], undecided = [], complete = true, layers = [], trouble = [], os = 'linux' }) => ({
        vulnerabilities: flaws,
        undecided: undecided.map((why) => ({ why })),
        inventory: {
          complete,
          layers: layers.map((state, index) => ({ index, state })),
          source: { kind: 'image', platform: { os, architecture: 'amd64' } },
          diagnostics: trouble,
        },
        diagnostics: [],
      }),
    ),
  }) as unknown as Report;

const foreign = { kind: 'absent', why: 'foreign' };
const partial = { kind: 'partial', diagnostics: [] };
const odd = { code: 'image/odd', severity: 'warning' };

it.each<[Said[], string[], string[]]>([
  [[{}], [], []],
  [[{ flaws: [{}] }], ['1 vulnerability'], []],
  [[{ flaws: [{ suppressed: {} }] }], [], []],
  [[{}, { flaws: [{}, {}] }], ['2 vulnerabilities'], []],
  [[{ undecided: ['distro-unknown', 'distro-unknown'] }], ['2 undecided'], ['undecided']],
  [[{ complete: false }], ['a part that was not read'], ['incomplete']],
  [[{ complete: false, layers: [foreign] }], ['layer 0 that was not read (foreign)'], ['foreign']],
  [[{ trouble: [odd] }], ['image/odd'], ['image/odd']],
  [[{ trouble: [{ code: 'image/fine', severity: 'info' }] }], [], []],
  [
    [{}, { os: 'windows', complete: false, layers: [foreign] }],
    ['layer 0 that was not read (foreign) of windows/amd64'],
    ['foreign'],
  ],
])('%j', (subjects, reasons, unknowns) => {
  const gate = gateOf(reportOf(...subjects), []);
  expect(gate).toEqual({ isOpen: reasons.length === 0, reasons, unknowns });
  // What the gate names opens it, but for flaws.
  const flaws = reasons.filter((reason) => reason.includes('vulnerabilit'));
  expect(gateOf(reportOf(...subjects), unknowns)).toEqual({ isOpen: flaws.length === 0, reasons: flaws, unknowns: [] });
  expect(gateOf(reportOf(...subjects), ['all']).reasons).toEqual(flaws);
});

it.each<[string, Said]>([
  ['distro-unknown', { undecided: ['distro-unknown'] }],
  ['partial', { complete: false, layers: [partial], trouble: [{ ...odd, layer: 0 }] }],
  ['windows', { os: 'windows', complete: false, layers: [foreign], trouble: [odd] }],
  ['windows/amd64', { os: 'windows', complete: false, layers: [foreign] }],
])('%s is a name for it too', (name, said) => {
  expect(gateOf(reportOf(said), []).isOpen).toBe(false);
  expect(gateOf(reportOf(said), [name]).isOpen).toBe(true);
  expect(gateOf(reportOf(said), ['something-else', 'none']).isOpen).toBe(false);
});

it.each([
  ['2026-01-01', 5, []],
  ['2026-01-01', 4, ['knowledge that is 5 days old']],
  ['2027-01-01', 0, []],
  [null, 400, ['no knowledge']],
])('knowledge of %s with at most %s days', (asOf, days, reasons) => {
  const report = { ...reportOf({}), at: '2026-01-06T00:00:00Z', knowledge: asOf && { asOf } } as unknown as Report;
  expect(gateOf(report, ['all'], days).reasons).toEqual(reasons);
  expect(gateOf(report, ['all']).isOpen).toBe(true);
});
