import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { trustedRegistry } from './trusted-registry.ts';

const more = { trustedRegistries: ['docker.io', '*.example.com', 'ghcr.io', 'foo.*'] };
const found = (text: string) => violations(trustedRegistry, text, more).map(([line, place]) => [line, place]);

describe('trusted-registry', () => {
  it.each([
    { text: 'FROM quay.io/a/b:1\n', at: [[1, 'quay.io/a/b:1']] },
    { text: 'FROM example.com/a:1\n', at: [[1, 'example.com/a:1']] },
    { text: 'FROM localhost/a:1\n', at: [[1, 'localhost/a:1']] },
    { text: 'FROM ghcr.io:5000/a:1\n', at: [[1, 'ghcr.io:5000/a:1']] },
    { text: 'FROM debian:1\nCOPY --from=quay.io/a:1 /a /b\n', at: [[2, 'quay.io/a:1']] },
    { text: 'FROM debian:1\nRUN --mount=from=quay.io/a:1,target=/a ls\n', at: [[2, 'from=quay.io/a:1,target=/a']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:1\n',
    'FROM a/b/c:1\n',
    'FROM docker.io/a:1\n',
    'FROM index.docker.io/a:1\n',
    'FROM x.y.example.com/a:1\n',
    'FROM GHCR.io/a:1\n',
    'FROM foo.net/a:1\n',
    'FROM $R/a:1\n',
    'FROM scratch\n',
    'FROM debian AS a\nFROM debian\nCOPY --from=a /a /b\nCOPY --from=0 /a /b\nCOPY --from=context /a /b\n',
    'FROM ghcr.io/a:1 AS a\nFROM a\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('trusts all when no registry is named', () => {
    expect(violations(trustedRegistry, 'FROM quay.io/a:1\n')).toEqual([]);
  });
});
