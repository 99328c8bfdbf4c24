import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { copyFromUnknownStage } from './copy-from-unknown-stage.ts';

const found = (text: string) => violations(copyFromUnknownStage, text).map(([line, place]) => [line, place]);

describe('copy-from-unknown-stage', () => {
  it.each([
    { text: 'FROM debian:12\nCOPY --from=foo a /b\n', at: [[2, 'foo']] },
    { text: 'FROM debian:12\nCOPY --from=foo/bar a /b\n', at: [[2, 'foo/bar']] },
    { text: 'FROM debian:12\nCOPY --from=1 a /b\n', at: [[2, '1']] },
    { text: 'FROM debian:12\nCOPY --from=$x a /b\n', at: [[2, '$x']] },
    { text: 'FROM debian:12\nCOPY --from=foo a /b\nFROM debian:12 AS foo\n', at: [[2, 'foo']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12 AS foo\nFROM debian:12\nCOPY --from=foo a /b\nCOPY --from=FOO a /b\nCOPY --from=0 a /b\n',
    'FROM debian:12 AS Foo\nFROM debian:12\nCOPY --from=foo a /b\n',
    'FROM debian:12\nCOPY --from=foo:1 a /b\n',
    'FROM debian:12\nCOPY --from=reg:5000/foo a /b\n',
    'FROM debian:12\nCOPY --from=foo@sha256:0 a /b\n',
    'FROM debian:12 AS foo\nCOPY --from=foo a /b\n',
    'FROM debian:12\nCOPY a /b\n',
    'FROM debian:12\nONBUILD COPY --from=foo a /b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    {
      before: 'FROM debian:12 AS builder\nFROM debian:12\nCOPY --from=bulider a /b\n',
      after: 'FROM debian:12 AS builder\nFROM debian:12\nCOPY --from=builder a /b\n',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(copyFromUnknownStage, before)).toBe(after);
    expect(found(after)).toEqual([]);
  });

  it.each(['FROM debian:12\nCOPY --from=nginx a /b\n'])('leaves %j to its author', (text) => {
    expect(found(text)).not.toEqual([]);
    expect(fixed(copyFromUnknownStage, text)).toBe(text);
  });

  it('says what was probably meant, and when it comes later', () => {
    const text = 'FROM a:1 AS builder\nFROM a:1\nCOPY --from=bulider a /b\nCOPY --from=last a /b\nFROM a:1 AS last\n';
    expect(violations(copyFromUnknownStage, text).map(([, , message]) => message)).toEqual([
      'No stage before this one is called bulider; did you mean builder?',
      'No stage before this one is called last: it comes later',
    ]);
  });
});
