import { expect, it } from 'vitest';
import type { Report } from '../../model/report.ts';
import { gateOf } from './gate.ts';

interface Said {
  readonly flaws?: readonly { suppressed?: object }[];
  readonly undecided?: number;
  readonly complete?: boolean;
  readonly blind?: 'info' | 'warning';
}

const reportOf = (...subjects: readonly Said[]) =>
  ({
    subjects: subjects.map(({ flaws = [], undecided = 0, complete = true, blind }) => ({
      vulnerabilities: flaws,
      undecided: Array(undecided).fill({}),
      inventory: { complete },
      diagnostics: blind === undefined ? [] : [{ severity: blind }],
    })),
  }) as unknown as Report;

it.each<[Said[], string[], string[]]>([
  [[{}], [], []],
  [[{ flaws: [{}] }], ['1 vulnerability'], ['1 vulnerability']],
  [[{ flaws: [{ suppressed: {} }] }], [], []],
  [[{}, { flaws: [{}, {}] }], ['2 vulnerabilities'], ['2 vulnerabilities']],
  [[{ undecided: 2 }], ['2 undecided'], []],
  [[{ complete: false }], ['layers that were not read whole'], []],
  [[{ blind: 'warning' }], ['packages that nothing is known about'], []],
  [[{ blind: 'info' }], [], []],
])('%j', (subjects, strict, lenient) => {
  expect(gateOf(reportOf(...subjects), false)).toEqual({ isOpen: strict.length === 0, reasons: strict });
  expect(gateOf(reportOf(...subjects), true)).toEqual({ isOpen: lenient.length === 0, reasons: lenient });
});
