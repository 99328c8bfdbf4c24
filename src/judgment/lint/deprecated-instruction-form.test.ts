import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { deprecatedInstructionForm } from './deprecated-instruction-form.ts';

const spots = (text: string) => violations(deprecatedInstructionForm, text).map(([, spot]) => spot);

describe('deprecated-instruction-form', () => {
  it.each([
    ['# syntax=docker/dockerfile:experimental\nFROM x', ['docker/dockerfile:experimental']],
    ['# syntax=docker/dockerfile:1.0-experimental\nFROM x', ['docker/dockerfile:1.0-experimental']],
    ['# syntax = docker.io/docker/dockerfile:1.0.0\nFROM x', ['docker.io/docker/dockerfile:1.0.0']],
    ['FROM x\nADD git://github.com/a/b.git /b', ['git://github.com/a/b.git']],
    ['# syntax=docker/dockerfile:1\nFROM x', []],
    ['# syntax=docker/dockerfile:1.7-labs\nFROM x', []],
    ['# syntax=docker/dockerfile:1.10\nFROM x', []],
    ['# syntax=example.com/frontend:experimental\nFROM x', []],
    ['FROM x\nADD https://github.com/a/b.git /b', []],
  ])('%j', (text, expected) => expect(spots(text)).toEqual(expected));

  it('writes the form of today', () => {
    expect(
      fixed(deprecatedInstructionForm, '# syntax=docker/dockerfile:experimental\nFROM x\nADD git://h/b.git /b'),
    ).toBe('# syntax=docker/dockerfile:1\nFROM x\nADD https://h/b.git /b');
  });
});
