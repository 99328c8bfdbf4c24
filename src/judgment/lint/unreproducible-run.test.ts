import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { unreproducibleRun } from './unreproducible-run.ts';

const spots = (lines: string) => violations(unreproducibleRun, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('unreproducible-run', () => {
  it.each([
    ['RUN date > /build-date', ['date > /build-date']],
    ['RUN echo "built $(date -u)" >> /etc/motd', ['date -u']],
    ['RUN date +%s | tee /stamp', ['date +%s']],
    ['RUN go build -ldflags "-X main.date=$(date)" .', ['date']],
    [
      'RUN curl -LO https://github.com/a/b/releases/latest/download/x',
      ['https://github.com/a/b/releases/latest/download/x'],
    ],
    ['RUN wget https://example.com/tool-latest.tar.gz', ['https://example.com/tool-latest.tar.gz']],
    [
      'RUN curl https://raw.githubusercontent.com/a/b/master/x.sh -o x',
      ['https://raw.githubusercontent.com/a/b/master/x.sh'],
    ],
    ['ADD https://example.com/latest.tar.gz /x', ['https://example.com/latest.tar.gz']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN date',
    'RUN echo "now: $(date)"',
    'RUN date -u -d "@$SOURCE_DATE_EPOCH" > /build-date',
    'RUN curl -LO https://example.com/v1.2/x.tgz',
    'RUN curl -LO https://example.com/latestnews/x.tgz',
    'RUN curl https://raw.githubusercontent.com/a/b/v1.2/x.sh -o x',
    'ADD --checksum=sha256:00 https://example.com/latest.tar.gz /x',
    'COPY latest.tar.gz /x',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));
});
