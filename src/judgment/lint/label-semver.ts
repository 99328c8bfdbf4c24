import { typedLabelRule } from './parts/labels.ts';

/** Source: semver.org, version 2.0.0. */
const SEMVER =
  /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

export const labelSemver = typedLabelRule({
  id: 'label-semver',
  type: 'semver',
  title: 'The label is no semantic version',
  why: 'Tools that compare versions cannot tell which image is newer.',
  aliases: ['DL3056'],
  complaint: 'is no semantic version',
  isValid: (value) => value.length < 256 && SEMVER.test(value),
});
