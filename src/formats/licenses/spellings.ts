/** Ids that nearly all packages name: known without the parser. */
export const COMMON_IDS: ReadonlySet<string> = new Set([
  '0BSD',
  'AGPL-3.0-only',
  'AGPL-3.0-or-later',
  'Apache-2.0',
  'Artistic-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'EPL-1.0',
  'EPL-2.0',
  'GPL-1.0-or-later',
  'GPL-2.0-only',
  'GPL-2.0-or-later',
  'GPL-3.0-only',
  'GPL-3.0-or-later',
  'ISC',
  'LGPL-2.0-or-later',
  'LGPL-2.1-only',
  'LGPL-2.1-or-later',
  'LGPL-3.0-only',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-1.1',
  'MPL-2.0',
  'OFL-1.1',
  'OpenSSL',
  'PSF-2.0',
  'Python-2.0',
  'Ruby',
  'Unlicense',
  'WTFPL',
  'X11',
  'ZPL-2.1',
  'Zlib',
]);

/**
 * SPDX id → what people write for it; compared after `foldSpelling`. Only spellings that name one license are here:
 * "BSD", "GPL", "LGPL" or "Artistic" alone leave the version open and stay as written.
 * "Apache Software License" without a version is taken for 2.0: the index of Python packages has no other word for it.
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  'Apache-2.0': ['Apache 2', 'Apache 2.0', 'Apache Software License', 'Apache Public License 2.0', 'ASL 2.0', 'AL 2.0'],
  'BSD-2-Clause': ['BSD 2', 'BSD 2-clause', '2-clause BSD', 'BSD (2-clause)', 'Simplified BSD', 'FreeBSD'],
  'BSD-3-Clause': [
    'BSD 3',
    'BSD 3-clause',
    '3-clause BSD',
    'BSD (3-clause)',
    'New BSD',
    'BSD new',
    'Modified BSD',
    'Revised BSD',
  ],
  'BSL-1.0': ['Boost', 'Boost Software License 1.0'],
  'CC0-1.0': ['CC0', 'CC0 1.0 Universal', 'CC0 1.0 Universal (CC0 1.0) Public Domain Dedication'],
  'EPL-1.0': ['Eclipse Public License 1.0', 'EPL 1'],
  'EPL-2.0': ['Eclipse Public License 2.0', 'EPL 2'],
  ISC: ['ISC', 'ISCL'],
  MIT: ['MIT', 'Expat', 'MIT/Expat', 'MIT/X11', 'MIT X11'],
  'MIT-0': ['MIT No Attribution'],
  'MPL-1.1': ['Mozilla Public License 1.1'],
  'MPL-2.0': ['Mozilla Public License 2.0', 'MPL 2'],
  'OFL-1.1': ['OFL', 'SIL Open Font License 1.1'],
  'PSF-2.0': ['PSF', 'PSF 2', 'PSFL', 'Python Software Foundation License'],
  Unlicense: ['Unlicense'],
  'UPL-1.0': ['Universal Permissive License', 'UPL'],
  Zlib: ['zlib/libpng'],
  'ZPL-2.1': ['Zope Public License 2.1', 'ZPL 2.1'],
};

const ID_OF_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([id, spellings]) => spellings.map((spelling) => [foldSpelling(spelling), id])),
);

const LOWER_IDS: ReadonlyMap<string, string> = new Map([...COMMON_IDS].map((id) => [id.toLowerCase(), id]));

/** A GNU license by name or abbreviation, its version, and perhaps "or later" as `+`; folded. */
const GNU =
  /^(?:gnu )?(affero |lesser |library or lesser |a|l)?(?:general public|gpl) ?([123])(?:\.([01]))?( ?\+)?(?: only)?$/;

/** Versions that were published; any other stays as written. */
const GNU_IDS: ReadonlySet<string> = new Set([
  'AGPL-3.0',
  'GPL-1.0',
  'GPL-2.0',
  'GPL-3.0',
  'LGPL-2.0',
  'LGPL-2.1',
  'LGPL-3.0',
]);

/** The SPDX id that a single license's spelling means, or undefined. */
export function idOfSpelling(text: string): string | undefined {
  const id = LOWER_IDS.get(text.toLowerCase());
  if (id !== undefined) return id;
  const folded = foldSpelling(text);
  return idOfFolded(folded) ?? idOfFolded(folded.replace(/ \([a-z0-9. ]{1,12}\+?\)$/, ''));
}

function idOfFolded(folded: string): string | undefined {
  const id = ID_OF_SPELLING.get(folded);
  if (id !== undefined) return id;
  const gnu = GNU.exec(folded);
  if (gnu === null) return undefined;
  const [, family = '', major, minor = '0', orLater] = gnu;
  const letter = family.startsWith('a') ? 'A' : family === '' ? '' : 'L';
  const stem = `${letter}GPL-${major}.${minor}`;
  return GNU_IDS.has(stem) ? `${stem}-${orLater === undefined ? 'only' : 'or-later'}` : undefined;
}

/** Lower case; without "the", "license", "software", "version"; one blank between words and before digits; "or later" as `+`. */
function foldSpelling(text: string): string {
  return text
    .toLowerCase()
    .replace(/\bor (?:any )?(?:later|newer)(?: versions?)?\b/g, '+')
    .replace(/\b(?:the|licen[cs]e|software|version)\b|[-_,"]/g, ' ')
    .replace(/v\.? ?(?=\d)/g, ' ')
    .replace(/([a-z])(?=\d)/g, '$1 ')
    .replace(/(\d)\.0\b/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ (?=\+)/g, '')
    .trim();
}
