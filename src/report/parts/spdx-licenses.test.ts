import { describe, expect, it } from 'vitest';
import { spdxOf } from '../../formats/licenses/license-of.ts';
import { SpdxLicenses } from './spdx-licenses.ts';

const declared = (...texts: string[]) => new SpdxLicenses().declared(texts);
const ids = (...texts: string[]) => {
  const licenses = new SpdxLicenses();
  const expression = licenses.declared(texts);
  return { expression, extracted: licenses.extracted().map(({ licenseId }) => licenseId) };
};

describe('SpdxLicenses', () => {
  it.each([
    ['nothing', [], 'NOASSERTION'],
    ['one', ['MIT'], 'MIT'],
    ['several, all of which hold', ['MIT', 'Apache-2.0'], 'Apache-2.0 AND MIT'],
    ['a choice among others', ['MIT OR Apache-2.0', 'ISC'], 'ISC AND (MIT OR Apache-2.0)'],
    ['a choice alone', ['MIT OR Apache-2.0'], 'MIT OR Apache-2.0'],
    ['one twice', ['MIT', 'MIT'], 'MIT'],
  ])('%s', (_, texts, expected) => {
    expect(declared(...texts)).toBe(expected);
  });

  it('tells what SPDX does not know', () => {
    const { expression, extracted } = ids('The six license, as is', 'MIT');
    expect(expression).toMatch(/^LicenseRef-The-six-license-as-is-[0-9a-f]{12} AND MIT$/);
    expect(extracted).toEqual([expression.split(' ')[0]]);
  });

  it('tells every reference of an expression', () => {
    expect(ids('MIT AND LicenseRef-a AND LicenseRef-b')).toEqual({
      expression: 'MIT AND LicenseRef-a AND LicenseRef-b',
      extracted: ['LicenseRef-a', 'LicenseRef-b'],
    });
  });

  it('does not point into a document that nobody knows', () => {
    const { expression, extracted } = ids('DocumentRef-other:LicenseRef-a');
    expect(extracted).toEqual([expression]);
  });

  it.each(['', '漢字', '../..', 'a\nb', '<text>', '\ud800', 'x'.repeat(5000)])('has a legal id for %j', (text) => {
    const { expression, extracted } = ids(text);
    expect(expression).toMatch(/^LicenseRef-[A-Za-z0-9.-]+$/);
    expect(extracted).toEqual([expression]);
    expect(spdxOf(expression)).toBe(expression);
  });

  it('keeps apart what folds to the same words', () => {
    expect(ids('a b', 'a/b').extracted).toHaveLength(2);
  });
});
