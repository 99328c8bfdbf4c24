import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { unverifiedDownload } from './unverified-download.ts';

const spots = (lines: string) => violations(unverifiedDownload, `FROM alpine\n${lines}`).map(([, text]) => text);

const commit = '0123456789abcdef0123456789abcdef01234567';

describe('unverified-download', () => {
  it.each([
    ['RUN curl -L https://example.com/x.tgz | tar xz', ['https://example.com/x.tgz']],
    ['RUN curl -LO https://example.com/x.tgz && tar xzf x.tgz', ['https://example.com/x.tgz']],
    ['RUN wget https://example.com/x.zip && unzip x.zip', ['https://example.com/x.zip']],
    ['RUN wget -q -O /tmp/x.deb https://example.com/x && dpkg -i /tmp/x.deb', ['https://example.com/x']],
    ['RUN curl -o /usr/local/bin/x https://example.com/x', ['https://example.com/x']],
    ['RUN curl https://example.com/i.sh > i.sh && chmod +x i.sh && ./i.sh', ['https://example.com/i.sh']],
    ['RUN wget https://example.com/get-pip.py && python get-pip.py', ['https://example.com/get-pip.py']],
    ['RUN curl -o "$F" https://example.com/$F && tar xf "$F"', ['https://example.com/$F']],
    ['RUN curl -LO https://example.com/x-1.0.tgz && tar xzf x-*.tgz', ['https://example.com/x-1.0.tgz']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN curl -LO https://example.com/x.tgz && echo "00  x.tgz" | sha256sum -c && tar xzf x.tgz',
    'RUN curl -LO https://example.com/x.tgz && gpg --batch --verify x.tgz.asc x.tgz && tar xzf x.tgz',
    'RUN curl -LO https://example.com/x.tgz && [ "$(sha256sum x.tgz)" = "00  x.tgz" ] && tar xzf x.tgz',
    'RUN curl -o data.json https://example.com/data.json && jq . data.json',
    'RUN curl https://example.com/key | gpg --dearmor -o /usr/share/keyrings/x.gpg',
    `RUN curl -L https://github.com/a/b/archive/${commit}.tar.gz | tar xz`,
    'RUN curl http://localhost:80/x.tgz | tar xz',
    'RUN curl -LO https://example.com/x.tgz',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it('takes an open connection worse', () => {
    expect(findings(unverifiedDownload, 'FROM x\nRUN curl http://example.com/x.tgz | tar xz')[0]!.level).toBe(
      'warning',
    );
  });
});
