import { typedLabelRule } from './parts/labels.ts';

export const labelHash = typedLabelRule({
  id: 'label-hash',
  type: 'hash',
  title: 'The label is no Git hash',
  why: 'Nobody can find the commit that the image was built from: 7 or all 40 (or 64) lower case hexadecimal digits name one.',
  aliases: ['DL3055'],
  complaint: 'is no Git hash',
  isValid: (value) => /^(?:[0-9a-f]{7}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(value),
});
