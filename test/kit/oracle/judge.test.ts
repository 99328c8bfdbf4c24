import { expect, it } from 'vitest';
import { judgeStatement } from './judge.ts';
import { type RangeEvent, statementOf } from './records.ts';
import { VersionOrders } from './version-order.ts';

const order = new VersionOrders().of('semver');

/** `>=1 <2 <=3 !4`: introduced, fixed, last affected, limit. */
function rangeOf(text: string): RangeEvent[] {
  return text.split(' ').map((word) => {
    const [, sign, version] = /^(>=|<=|<|!)(.+)$/.exec(word)!;
    const kind = ({ '>=': 'introduced', '<=': 'last_affected', '<': 'fixed', '!': 'limit' } as const)[sign!]!;
    return { kind, version: version! };
  });
}

it.each([
  ['>=0 <2', '1.0.0', true, ['2']],
  ['>=0 <2', '2.0.0', false, []],
  ['>=0 <=2', '2.0.0', true, []],
  ['>=0 !2', '1.9.9', true, []],
  ['>=0 !2', '2.0.0', false, []],
  ['>=0 <1 >=2 <3', '1.5.0', false, []],
  ['>=0 <1 >=2 <3', '2.5.0', true, ['3']],
  ['>=2 <3 >=0 <1', '2.5.0', true, ['3']],
  ['>=0 >=1 <2', '0.5.0', true, ['2']],
  ['>=4 <3', '5.0.0', 'unknown', []],
  ['>=4 <=4', '5.0.0', false, []],
  ['>=4 <4', '5.0.0', false, []],
  ['>=0 <one', '1.0.0', 'unknown', []],
  ['>=one <2', '3.0.0', false, []],
  ['>=one <2', '1.0.0', 'unknown', []],
  ['>=2 <three', '1.0.0', false, []],
  ['>=0', '(devel)', true, []],
  ['>=0 <2', '(devel)', 'unknown', []],
])('%s and %s: %s', (range, version, affected, fixes) => {
  expect(judgeStatement(statementOf('npm a', { ranges: [rangeOf(range)] }), version, order)).toEqual({
    affected,
    fixes,
  });
});

it('counts versions beside ranges, and takes the least fix above', () => {
  const statement = statementOf('npm a', { ranges: [rangeOf('>=4 <5'), rangeOf('>=2 <3')], versions: ['1.0'] });
  expect(judgeStatement(statement, '1.0.0', order)).toEqual({ affected: true, fixes: ['3'] });
  expect(judgeStatement(statement, '(devel)', order).affected).toBe('unknown');
});

it('says nothing while the vendor is still looking', () => {
  const statement = statementOf('npm a', { ranges: [rangeOf('>=0')], investigating: true });
  expect(judgeStatement(statement, '1.0.0', order).affected).toBe('unknown');
});
