import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { curlPipeShell } from './curl-pipe-shell.ts';

const spots = (lines: string) => violations(curlPipeShell, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('curl-pipe-shell', () => {
  it.each([
    ['RUN curl -fsSL https://example.com/x | sh', ['curl -fsSL https://example.com/x | sh']],
    ['RUN a && curl https://example.com/x | sudo -E bash - && b', ['curl https://example.com/x | sudo -E bash -']],
    ['RUN wget -qO- https://example.com/x | bash -s -- -y', ['wget -qO- https://example.com/x | bash -s -- -y']],
    ['RUN curl https://example.com/x | sed s/a/b/ | bash -ex', ['curl https://example.com/x | sed s/a/b/ | bash -ex']],
    [
      'RUN curl -sS https://getcomposer.org/installer | php -- --install-dir=/bin',
      ['curl -sS https://getcomposer.org/installer | php -- --install-dir=/bin'],
    ],
    ['RUN curl https://example.com/x.py | python3 -', ['curl https://example.com/x.py | python3 -']],
    ['RUN bash <(curl -s https://example.com/x)', ['bash <(curl -s https://example.com/x)']],
    ['RUN sh -c "$(curl -fsSL https://example.com/x)" -- -y', ['sh -c "$(curl -fsSL https://example.com/x)" -- -y']],
    ['RUN eval "$(curl https://example.com/x)"', ['eval "$(curl https://example.com/x)"']],
    ['RUN <<EOF\ncurl https://example.com/x | sh\nEOF', ['curl https://example.com/x | sh']],
    ['ONBUILD RUN curl https://example.com/x | sh', ['curl https://example.com/x | sh']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN curl https://example.com/x | tar xz',
    "RUN curl https://example.com/x | python3 -c 'import json'",
    "RUN curl https://example.com/x | perl -pe 's/a/b/'",
    'RUN curl https://example.com/x | bash check.sh',
    'RUN curl -o x.sh https://example.com/x && sh x.sh',
    'RUN wget https://example.com/x | sh',
    'RUN cat x | sh',
    'RUN V=$(curl https://example.com/version) && sh build.sh',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));
});
