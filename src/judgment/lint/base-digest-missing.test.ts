import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { baseDigestMissing } from './base-digest-missing.ts';

const images = (text: string) => violations(baseDigestMissing, text).map(([, image]) => image);
const digest = `sha256:${'0'.repeat(64)}`;

describe('base-digest-missing', () => {
  it.each([
    ['FROM alpine:3.20', ['alpine:3.20']],
    ['ARG V=3.20\nFROM alpine:$V', ['alpine:$V']],
    ['FROM alpine:3.20 AS a\nFROM alpine:3.20 AS b\nFROM a', ['alpine:3.20']],
    ['FROM scratch\nCOPY --from=ghcr.io/astral-sh/uv:0.4 /uv /uv', ['ghcr.io/astral-sh/uv:0.4']],
    [`FROM alpine:3.20@${digest}`, []],
    ['FROM scratch', []],
    ['ARG BASE\nFROM $BASE', []],
    ['FROM scratch\nCOPY --from=context /x /x', []],
  ])('%j', (text, expected) => expect(images(text)).toEqual(expected));
});
