import { expect, it } from 'vitest';
import { affectedOf } from '../../../test/kit/knowledge.ts';
import type { Affected } from '../../model/knowledge.ts';
import { type Installed, judgePackage } from './judge.ts';

/** `fixed 2,3`, `not-yet`, `not: below-range`, `unknown: …`: a judgement in words. */
function inWords(installed: Installed, affected: Affected, withdrawn = false): string {
  const judgement = judgePackage(installed, affected, withdrawn);
  if (judgement.affected === true)
    return [judgement.status, judgement.fixes.map(({ version }) => version).join()].filter(Boolean).join(' ');
  return `${judgement.affected === false ? 'not' : 'unknown'}: ${judgement.why}`;
}

const npm = (ranges: string | string[], parts: Partial<Affected> = {}) => affectedOf('npm x', ranges, parts);
const deb = (ranges: string, parts: Partial<Affected> = {}) => affectedOf('debian:12 x', ranges, parts);
const rpm = (ranges: string, parts: Partial<Affected> = {}) => affectedOf('rocky:8 x', ranges, parts);

it.each([
  ['1.0.0', npm('0 <1.2.0'), 'fixed 1.2.0'],
  ['1.2.0', npm('0 <1.2.0'), 'not: at-or-above-fix'],
  ['0.1.0', npm('0.2.0 <1.2.0'), 'not: below-range'],
  ['2.5.0', npm(['0 <1.2.0', '2.0.0 <3.0.0', '2.1.0 <2.9.0']), 'fixed 3.0.0,2.9.0'],
  ['1.5.0', npm(['0 <1.2.0', '2.0.0 <3.0.0']), 'not: at-or-above-fix'],
  ['1.0.0', npm('0 <=1.2.0', { status: 'not-yet' }), 'not-yet'],
  ['1.0.0', npm('0 !1.2.0'), 'unknown'],
  // Versions listed by name stand beside the ranges.
  ['1.5.0', npm('0 <1.2.0', { versions: ['1.5.0'] }), 'unknown'],
  ['v1.5.0', npm('0 <1.2.0', { versions: ['1.5.0'] }), 'unknown'],
  ['1.5.0', npm(['0 <1.2.0', '3.0.0 <4.0.0', '2.0.0 <2.1.0'], { versions: ['1.5.0'] }), 'fixed 2.1.0'],
  ['1.5.0', npm([], { versions: ['1.4.0'] }), 'not: below-range'],
  // A version that is none.
  ['banana', npm('0 <1.2.0'), 'unknown: version-not-parsable'],
  ['banana', npm('0 <1.2.0', { versions: ['banana'] }), 'unknown'],
  ['banana', npm('0'), 'unknown'],
  ['banana', npm('0 !*'), 'unknown'],
  ['', npm('0', { status: 'will-not-fix' }), 'will-not-fix'],
  ['banana', npm([]), 'not: below-range'],
  // A bound that is none.
  ['1.0.0', npm('0 <banana'), 'unknown: version-not-parsable'],
  ['1.0.0', npm(['0 <banana', '0 <2.0.0']), 'fixed 2.0.0'],
  ['1.0.0', npm('0 <banana', { versions: ['1.0.0'] }), 'unknown'],
  // What a vendor says.
  ['1', deb('0', { notAffected: true }), 'not: vendor-says-not-affected'],
  ['1', deb('0', { status: 'deferred' }), 'deferred'],
  ['1', deb('0', { status: 'investigating' }), 'unknown: under-investigation'],
  ['1', deb('0 <2', { status: 'investigating' }), 'unknown: under-investigation'],
  ['2', deb('0 <2', { status: 'investigating' }), 'not: at-or-above-fix'],
  ['1', deb('0 <0'), 'not: at-or-above-fix'],
])('%s by %j: %s', (version, affected, words) => {
  expect(inWords({ version }, affected)).toBe(words);
});

it.each([
  [{ version: '1', arch: 'amd64' }, deb('0', { arches: ['arm64'] }), 'not: other-arch'],
  [{ version: '1', arch: 'arm64' }, deb('0', { arches: ['arm64'] }), 'unknown'],
  [{ version: '1' }, deb('0', { arches: ['arm64'] }), 'unknown'],
  [{ version: '1-1', module: 'nodejs:18:8090:abc' }, rpm('0', { module: 'nodejs:18' }), 'unknown'],
  [{ version: '1-1', module: 'nodejs:16:8090:abc' }, rpm('0', { module: 'nodejs:18' }), 'not: other-module'],
  [{ version: '1-1' }, rpm('0', { module: 'nodejs:18' }), 'not: other-module'],
  [{ version: '1-1' }, rpm('0 <2-1.module_el8'), 'not: other-module'],
  [{ version: '1-1', module: 'a:1' }, rpm('0 <2-1.el8'), 'not: other-module'],
  [{ version: '1-1', module: 'a:1' }, rpm('0 <2-1.module_el8'), 'fixed 2-1.module_el8'],
  [{ version: '1-1' }, rpm('0 <2-1.el8'), 'fixed 2-1.el8'],
])('%j by %j: %s', (installed, affected, words) => {
  expect(inWords(installed, affected)).toBe(words);
});

it('lets "withdrawn" go before all, and marks fixes with their channel', () => {
  expect(inWords({ version: '1', arch: 'amd64' }, deb('0 <2', { arches: ['arm64'] }), true)).toBe('not: withdrawn');
  const judgement = judgePackage({ version: '1' }, deb('0 <2', { channel: 'esm' }));
  expect(judgement).toEqual({ affected: true, status: 'fixed', fixes: [{ version: '2', channel: 'esm' }] });
});
