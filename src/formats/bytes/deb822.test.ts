import { describe, expect, it } from 'vitest';
import { parseDeb822 } from './deb822.ts';

const fields = new Set(['package', 'version', 'conffiles', 'license']);
const parse = (text: string) =>
  [...parseDeb822(new TextEncoder().encode(text), fields)].map((paragraph) => Object.fromEntries(paragraph));

describe('parseDeb822', () => {
  it.each([
    ['nothing', '', []],
    ['blank lines alone', '\n\n \n', []],
    ['one paragraph without a last line end', 'Package: a\nVersion: 1', [{ package: 'a', version: '1' }]],
    ['field names in any case, blanks around values', 'PACKAGE:a  \nversion:\t1', [{ package: 'a', version: '1' }]],
    ['several blank lines between', 'Package: a\n\n\nPackage: b\n', [{ package: 'a' }, { package: 'b' }]],
    ['a line of blanks as separator', 'Package: a\n  \nPackage: b\n', [{ package: 'a' }, { package: 'b' }]],
    ['a colon in the value', 'Version: 1:2.3-4\n', [{ version: '1:2.3-4' }]],
    [
      'continuation lines',
      'Conffiles:\n /etc/a 12\n /etc/b 34\nVersion: 1',
      [{ conffiles: '\n/etc/a 12\n/etc/b 34', version: '1' }],
    ],
    ['continuation lines of a field not asked for', 'Description: x\n Version: 9\nVersion: 1', [{ version: '1' }]],
    ['comments', '# Package: no\nPackage: a\n', [{ package: 'a' }]],
    ['the first of a field given twice', 'Version: 1\nVersion: 2\n', [{ version: '1' }]],
    ['garbage as an empty paragraph', 'what is this\n', [{}]],
  ])('reads %s', (_, text, paragraphs) => {
    expect(parse(text)).toEqual(paragraphs);
  });
});
