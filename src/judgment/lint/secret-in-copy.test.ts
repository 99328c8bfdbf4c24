import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { secretInCopy } from './secret-in-copy.ts';

const spots = (lines: string) => violations(secretInCopy, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('secret-in-copy', () => {
  it.each([
    ['COPY id_rsa /root/.ssh/id_rsa', ['id_rsa']],
    ['COPY config/.env app.py ./', ['config/.env']],
    ['COPY .ssh /root/.ssh', ['.ssh']],
    ['ADD ["certs/server.key", "/etc/ssl/"]', ['"certs/server.key"']],
    ['COPY .aws/credentials /root/.aws/', ['.aws/credentials']],
    ['COPY --from=build /root/.netrc /root/', ['/root/.netrc']],
    ['COPY service-account.json /app/', ['service-account.json']],
    ['COPY .npmrc ./', ['.npmrc']],
    ['COPY <<EOF /x\nurl: https://ci:hunter22@example.com\nEOF', ['hunter22']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'COPY .env.example .env.template ./',
    'COPY id_rsa.pub /root/.ssh/authorized_keys',
    'COPY ca.pem cert.crt /etc/ssl/',
    'COPY env environment.ts keyboard.ts /app/',
    'COPY secrets.go credentials.py /app/',
    'COPY test/fixtures/server.key /x',
    'ADD https://example.com/repo.key /etc/apt/keyrings/',
    'COPY $KEY /x',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it('is as sure as the name is', () => {
    const levels = findings(secretInCopy, 'FROM x\nCOPY id_rsa .env .npmrc /x/').map(({ level }) => level);
    expect(levels).toEqual(['error', 'warning', 'info']);
  });
});
