import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { labelAnnotationsMissing } from './label-annotations-missing.ts';

const missing = (text: string, options?: unknown) =>
  violations(labelAnnotationsMissing, text, { options }).map(([, , message]) => message);

describe('label-annotations-missing', () => {
  it('asks for source, description and license', () => {
    expect(missing('FROM x\nLABEL org.opencontainers.image.source=y')).toEqual([
      'The label org.opencontainers.image.description is missing',
      'The label org.opencontainers.image.licenses is missing',
    ]);
  });

  it('takes other names, whole or not', () => {
    const text = 'FROM x AS base\nLABEL org.opencontainers.image.version=1 team=a\nFROM base';
    expect(missing(text, { required: ['version'] })).toEqual([]);
    expect(missing(text, { required: ['com.example.owner'] })).toEqual(['The label com.example.owner is missing']);
  });

  it('refuses other options', () => {
    expect(() => missing('FROM x', { required: 'source' })).toThrow(/takes `required`/);
    expect(() => missing('FROM x', 3)).toThrow(/takes `required`/);
  });
});
