import type { LintRule } from '../../model/lint.ts';
import { labelsOf } from './parts/labels.ts';

const RESERVED = ['com.docker.', 'io.docker.', 'org.dockerproject.'];

/** Source: Docker's guidelines for the keys of labels. */
export const labelKeyInvalid: LintRule = {
  id: 'label-key-invalid',
  level: 'style',
  title: 'The key of the label is against the conventions',
  why: 'Keys are lower case letters, digits, and single dots and dashes between them; tools that sort or select by label rely on it.',
  aliases: ['DL3048'],
  *check(file) {
    for (const { key, pair } of labelsOf(file)) {
      if (pair.key.variables.length > 0) continue;
      const reserved = RESERVED.find((prefix) => key.startsWith(prefix));
      const subject = key;
      if (reserved !== undefined)
        yield { span: pair.key.span, subject, message: `Keys that begin with ${reserved} belong to Docker` };
      else if (!/^[a-z](?:[a-z0-9./_-]*[a-z0-9])?$/.test(key) || /--|\.\./.test(key))
        yield { span: pair.key.span, subject };
    }
  },
};
