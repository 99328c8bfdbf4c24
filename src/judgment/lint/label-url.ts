import { typedLabelRule } from './parts/labels.ts';

/** An absolute URI of RFC 3986: a scheme, a colon, and characters that may stand in one. */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/;

export const labelUrl = typedLabelRule({
  id: 'label-url',
  type: 'url',
  title: 'The label is no URL',
  why: 'Tools that show the label make a link of it, which leads nowhere.',
  aliases: ['DL3052'],
  complaint: 'is no URL',
  isValid: (value) => URI.test(value),
});
