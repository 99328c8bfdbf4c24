import { spdxOf } from '../../formats/licenses/license-of.ts';
import { typedLabelRule } from './parts/labels.ts';

/** An expression of licenses is as good as one license. Source: SPDX 2.3, annex D. */
export const labelLicense = typedLabelRule({
  id: 'label-license',
  type: 'spdx',
  title: 'The label is no SPDX license',
  why: 'License checks compare identifiers: what is not one of the list counts as an unknown license.',
  aliases: ['DL3054'],
  complaint: 'is no SPDX license',
  isValid: (value) => value.trim() === value && spdxOf(value) === value,
});
