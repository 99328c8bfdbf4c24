import { packageTypes } from '../../model/package.ts';
import { severities } from '../../model/severity.ts';
import { choicesOption, listOption, type Section, switchOption } from './parts/option.ts';

/** What of a report is wanted. */
export const filter = {
  ignoreBase: switchOption('Leave out what came with the base image'),
  onlyCveId: listOption('ID', 'Only these flaws, by any of their ids'),
  onlyFixed: switchOption('Only flaws that a newer version fixes'),
  onlyPackageType: choicesOption('TYPE', packageTypes, 'Only packages of these types'),
  onlySeverity: choicesOption('SEVERITY', severities, 'Only flaws of these severities'),
} satisfies Section;
