import { typedLabelRule } from './parts/labels.ts';

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOMAIN = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';

/** One address, without a name. Source: RFC 5322, `addr-spec`, without comments and folding. */
const ADDRESS = new RegExp(
  `^(?:${ATOM}(?:\\.${ATOM})*|"(?:[^"\\\\\\r\\n]|\\\\.)*")@(?:${DOMAIN}(?:\\.${DOMAIN})*\\.?|\\[[0-9A-Za-z.:]+\\])$`,
);

export const labelEmail = typedLabelRule({
  id: 'label-email',
  type: 'email',
  title: 'The label is no e-mail address',
  why: 'Whoever wants to report a flaw of the image cannot reach anybody.',
  aliases: ['DL3058'],
  complaint: 'is no e-mail address',
  isValid: (value) => value.length < 321 && ADDRESS.test(value),
});
