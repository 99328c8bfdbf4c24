import type { OptionName } from '../../app/config/options.ts';

/** What every command that reads an image takes. */
export const imageOptions = [
  'platform',
  'ref',
  'workers',
  'isolate',
  'limit',
  'cacheDir',
  'containerdRoot',
  'caFile',
  'mirror',
  'plainHttp',
  'tokenServer',
] as const satisfies readonly OptionName[];

/** What every command that writes an answer takes. */
export const outputOptions = [
  'format',
  'output',
  'color',
  'width',
  'quiet',
  'trace',
] as const satisfies readonly OptionName[];

/** What every command that shows flaws takes. */
export const filterOptions = [
  'onlySeverity',
  'onlyFixed',
  'onlyPackageType',
  'onlyCveId',
  'ignoreBase',
] as const satisfies readonly OptionName[];

export const gateOptions = ['exitCode', 'allowUnknown', 'maxKnowledgeAge'] as const satisfies readonly OptionName[];
