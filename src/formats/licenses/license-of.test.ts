import { describe, expect, it } from 'vitest';
import { licenseOf, licensesOf, spdxOf } from './license-of.ts';

const MEANINGS: readonly (readonly [string, string])[] = [
  ['MIT', 'MIT'],
  ['mit', 'MIT'],
  [' MIT ', 'MIT'],
  ['MIT License', 'MIT'],
  ['The MIT License', 'MIT'],
  ['The MIT License (MIT)', 'MIT'],
  ['MIT/X11', 'MIT'],
  ['Expat', 'MIT'],
  ['apache-2.0', 'Apache-2.0'],
  ['Apache 2.0', 'Apache-2.0'],
  ['Apache 2', 'Apache-2.0'],
  ['Apache License 2.0', 'Apache-2.0'],
  ['Apache License, Version 2.0', 'Apache-2.0'],
  ['Apache-2', 'Apache-2.0'],
  ['ASL 2.0', 'Apache-2.0'],
  ['Apache Software License', 'Apache-2.0'],
  ['BSD 3-Clause License', 'BSD-3-Clause'],
  ['BSD-3', 'BSD-3-Clause'],
  ['3-Clause BSD License', 'BSD-3-Clause'],
  ['Modified BSD License', 'BSD-3-Clause'],
  ['BSD-2-clause', 'BSD-2-Clause'],
  ['ISC license', 'ISC'],
  ['ISC License (ISCL)', 'ISC'],
  ['Python Software Foundation License', 'PSF-2.0'],
  ['PSF', 'PSF-2.0'],
  ['Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
  ['MPLv2.0', 'MPL-2.0'],
  ['The Unlicense (Unlicense)', 'Unlicense'],
  ['GPLv2+', 'GPL-2.0-or-later'],
  ['GPLv2', 'GPL-2.0-only'],
  ['GPL-3', 'GPL-3.0-only'],
  ['GPL-2+', 'GPL-2.0-or-later'],
  ['GPL v2 or later', 'GPL-2.0-or-later'],
  ['GNU GPL v3', 'GPL-3.0-only'],
  ['GNU General Public License v2 or later (GPLv2+)', 'GPL-2.0-or-later'],
  ['GNU General Public License v3 (GPLv3)', 'GPL-3.0-only'],
  ['GNU Lesser General Public License v3 or later (LGPLv3+)', 'LGPL-3.0-or-later'],
  ['GNU Affero General Public License v3', 'AGPL-3.0-only'],
  ['LGPLv2.1+', 'LGPL-2.1-or-later'],
  ['LGPLv2+', 'LGPL-2.0-or-later'],
  ['LGPLv3', 'LGPL-3.0-only'],
  ['GPL-2.0', 'GPL-2.0-only'],
  ['GPL-2.0+', 'GPL-2.0-or-later'],
  ['GPL-2.0 or LGPL-2.1', 'GPL-2.0-only OR LGPL-2.1-only'],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ['(MIT OR Apache-2.0)', 'MIT OR Apache-2.0'],
  ['(MIT or Apache-2.0) and ISC', '(MIT OR Apache-2.0) AND ISC'],
  ['(MIT AND ISC) OR Apache-2.0', 'MIT AND ISC OR Apache-2.0'],
  ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
  ['MIT or Apache License 2.0', 'MIT OR Apache-2.0'],
  ['GPLv2+ and (MIT or BSD-3)', 'GPL-2.0-or-later AND (MIT OR BSD-3-Clause)'],
  ['GPLv2 or later or MIT', 'GPL-2.0-or-later OR MIT'],
  ['LicenseRef-Acme', 'LicenseRef-Acme'],
];

const AS_WRITTEN = [
  'BSD',
  'GPL',
  'LGPL',
  'GPLv9',
  'Dual License',
  'UNLICENSED',
  'SEE LICENSE IN LICENSE.md',
  'public domain, Python, 2-Clause BSD, GPL 3 (see COPYING.txt)',
  'GPLv2 and nonsense',
  'MIT AND',
  '((((((',
];

describe('licenseOf', () => {
  it.each(MEANINGS)('%j means %s', (text, expression) => {
    expect(licenseOf(text)).toBe(expression);
    expect(licenseOf(expression), 'is canonical').toBe(expression);
  });

  it.each(AS_WRITTEN)('%j stays as written', (text) => {
    expect(licenseOf(text)).toBe(text);
    expect(spdxOf(text)).toBeUndefined();
  });

  it('is bounded, of one line and quick for hostile text', () => {
    expect(licenseOf(` Some\n text\t${'x'.repeat(1 << 20)}`)).toHaveLength(256);
    const started = performance.now();
    for (const unit of ['(', ' ', '-', 'or ', 'or later ', 'MIT OR ', 'MIT AND(', 'gnu ', '+', 'v2 '])
      for (const length of [100, 256]) licenseOf(unit.repeat(length).slice(0, length));
    for (let i = 0; i < 10_000; i++) licenseOf(`license ${i}`);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

it('licensesOf is unique, sorted and drops words that say nothing', () => {
  expect(licensesOf(['MIT License', 'UNKNOWN', 'ISC', 'mit', ' ', 'NOASSERTION'])).toEqual(['ISC', 'MIT']);
});
