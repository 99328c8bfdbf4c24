import { parseMetadataHeaders } from '../../formats/bytes/metadata-headers.ts';
import { licenseOf, licensesOf, spdxOf } from '../../formats/licenses/license-of.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { CatalogedPackage } from '../../model/package.ts';
import type { Cataloger, LayerFile, Located } from '../../model/reader.ts';

/** What the metadata of one installed distribution say. */
export interface PythonDistribution {
  readonly name: string;
  readonly version: string;
  /** `License-Expression` (PEP 639). */
  readonly expression?: string;
  /** Last parts of the classifiers `License :: …`. */
  readonly classifiers?: readonly string[];
  /** First line of the free-text field `License`, when it is short. */
  readonly license?: string;
  /** Somebody asked the installer for it by name (`REQUESTED`, PEP 376). */
  readonly requested?: true;
}

/** Metadata are a few kB; the rest of a large one is the description, which follows the fields. */
const MAX_BYTES = 1 << 20;
const MAX_TEXT = 256;
const FIELDS: ReadonlySet<string> = new Set(['name', 'version', 'license', 'license-expression', 'classifier']);
const LICENSE_CLASSIFIER = 'License :: ';

/**
 * Installed Python distributions: what `importlib.metadata.distributions()` lists. `*.dist-info/METADATA` (wheels), `*.egg-info/PKG-INFO`
 * (setuptools), `*.egg-info` as a single file (distutils) and `*.egg/EGG-INFO/PKG-INFO` (eggs). Names and versions are as written.
 */
export const python: Cataloger<PythonDistribution> = {
  id: 'python',
  version: 1,
  selects: [
    { basename: 'METADATA', maxBytes: MAX_BYTES, companions: ['REQUESTED'] },
    { basename: 'PKG-INFO', maxBytes: MAX_BYTES },
    { suffix: '.egg-info', maxBytes: MAX_BYTES },
  ],

  read(file, note) {
    return isDistribution(file.path) ? readMetadata(file, note) : undefined;
  },

  *packages(facts) {
    for (const located of facts) yield packageOf(located);
  },
};

/**
 * Whether a selected file describes something installed. Copies that pip, setuptools and others carry in their own `_vendor` are on no
 * `sys.path`: neither pip nor an advisory for that name speaks of them.
 */
function isDistribution(path: string): boolean {
  const parts = path.split('/');
  if (parts.includes('_vendor')) return false;
  const name = parts.at(-1)!;
  const parent = parts.at(-2) ?? '';
  if (name === 'METADATA') return parent.endsWith('.dist-info');
  if (name === 'PKG-INFO') return parent.endsWith('.egg-info') || (parent === 'EGG-INFO' && isEgg(parts.at(-3)));
  return name.endsWith('.egg-info');
}

function isEgg(directory: string | undefined): boolean {
  return directory?.endsWith('.egg') === true;
}

function readMetadata(file: LayerFile, note: Note): PythonDistribution | undefined {
  const fields = parseMetadataHeaders(file.bytes, FIELDS);
  const name = fields.get('name')?.[0] ?? '';
  const version = fields.get('version')?.[0] ?? '';
  if (!isWord(name) || !isWord(version)) {
    note({
      code: 'catalogers/python-incomplete',
      severity: 'warning',
      message: `The metadata of a Python package name no usable ${isWord(name) ? 'version' : 'name'}; the package is left out.`,
      path: file.path,
    });
    return undefined;
  }
  const expression = shortLine(fields.get('license-expression')?.[0]);
  const license = shortLine(fields.get('license')?.[0]);
  const classifiers = (fields.get('classifier') ?? [])
    .filter((text) => text.startsWith(LICENSE_CLASSIFIER))
    .slice(0, 20);
  return {
    name,
    version,
    ...(expression !== undefined && { expression }),
    ...(classifiers.length > 0 && { classifiers: classifiers.map(lastPart) }),
    ...(license !== undefined && { license }),
    ...(file.companions.has('REQUESTED') && { requested: true as const }),
  };
}

/** One word of sensible length: what a name or a version is, whatever else they may hold. */
function isWord(text: string): boolean {
  return text.length > 0 && text.length <= MAX_TEXT && !/[\s\x00-\x1f\x7f]/.test(text);
}

/** The first line, unless it is the beginning of a whole license text. */
function shortLine(text: string | undefined): string | undefined {
  const line = text?.split('\n', 1)[0]?.trim() ?? '';
  return line === '' || line.length > MAX_TEXT ? undefined : line;
}

function lastPart(classifier: string): string {
  return classifier
    .slice(classifier.lastIndexOf('::') + 2)
    .trim()
    .slice(0, MAX_TEXT);
}

function packageOf({ layer, path, fact }: Located<PythonDistribution>): CatalogedPackage {
  return {
    type: 'pypi',
    name: fact.name,
    version: fact.version,
    vendor: 'third-party',
    relation: fact.requested === true ? 'direct' : 'unknown',
    licenses: licensesOfDistribution(fact),
    locations: [{ layer, path }],
  };
}

/** The expression; else the classifiers that name one license; else the free text; else classifiers that leave the version open ("BSD License"). */
function licensesOfDistribution({ expression, classifiers = [], license }: PythonDistribution): readonly string[] {
  if (expression !== undefined) return licensesOf([expression]);
  if (classifiers.length > 0 && classifiers.every((text) => spdxOf(text) !== undefined)) return licensesOf(classifiers);
  if (license !== undefined && spdxOf(license) !== undefined) return [licenseOf(license)];
  const named = classifiers.filter((text) => text !== 'OSI Approved');
  return licensesOf(named.length > 0 || license === undefined ? named : [license]);
}
