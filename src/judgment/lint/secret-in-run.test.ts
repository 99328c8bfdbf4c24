import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { secretInRun } from './secret-in-run.ts';

const spots = (lines: string) => violations(secretInRun, `FROM alpine\n${lines}`).map(([, text]) => text);

/** Put together, so that nobody who searches this repository for secrets finds one. */
const token = ['ghp', '0123456789abcdefghijklmnopqrstuvwxyz'].join('_');
const key = ['AKIA', 'QWERTYUIOPASDFGH'].join('');

describe('secret-in-run', () => {
  it.each([
    ['RUN curl -u ci:hunter22 https://example.com/x', ['-u ci:hunter22']],
    ['RUN curl --user=ci:hunter22 https://example.com/x', ['--user=ci:hunter22']],
    ['RUN git clone https://ci:hunter22@example.com/x', ['hunter22']],
    ['RUN git clone https://$USER:hunter22@example.com/x', ['hunter22']],
    [`RUN git clone https://${token}@github.com/a/b`, [token]],
    [`RUN export A=1 && aws configure set aws_access_key_id ${key}`, [key]],
    ['RUN aws configure set aws_secret_access_key qwertyuiop', ['qwertyuiop']],
    ['RUN tool login --password=hunter22 x', ['--password=hunter22']],
    ['RUN tool --api-key hunter22', ['--api-key hunter22']],
    ['RUN docker login -u ci -p hunter22 registry.example.com', ['-p hunter22']],
    ['RUN mysql -uroot -phunter22 -e "select 1"', ['-phunter22']],
    ['RUN sshpass -p hunter22 scp a@b:c .', ['-p hunter22']],
    [
      'RUN echo "machine github.com login ci password hunter22" > ~/.netrc',
      ['"machine github.com login ci password hunter22"'],
    ],
    [
      'RUN echo "//registry.npmjs.org/:_authToken=abcdef012345" > .npmrc',
      ['"//registry.npmjs.org/:_authToken=abcdef012345"'],
    ],
    ['RUN npm config set //registry.npmjs.org/:_authToken abcdef012345', ['abcdef012345']],
    [
      'RUN curl -H "Authorization: Bearer abcdef012345" https://example.com',
      ['-H "Authorization: Bearer abcdef012345"'],
    ],
    ["RUN wget --header 'PRIVATE-TOKEN: abcdef012345' https://example.com", ["--header 'PRIVATE-TOKEN: abcdef012345'"]],
    ['RUN DB_PASSWORD=hunter22 ./migrate', ['DB_PASSWORD=hunter22']],
    ['RUN keytool -storepass hunter22 -alias x', ['-storepass hunter22']],
    ['ENTRYPOINT ["app", "postgres://app:hunter22@db/app"]', ['"postgres://app:hunter22@db/app"']],
    ['CMD ["server", "--password", "hunter22"]', ['"--password", "hunter22"']],
    ['RUN <<EOF\ncurl -u ci:hunter22 https://example.com\nEOF', ['-u ci:hunter22']],
    ['ONBUILD RUN tool --token=hunter22', ['--token=hunter22']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN curl -u "$USER:$PASSWORD" https://example.com/x',
    'RUN curl -u ci: https://example.com/x',
    'RUN --mount=type=secret,id=t curl -H "Authorization: Bearer $(cat /run/secrets/t)" https://example.com',
    'RUN tool --password=$PASSWORD --token="$TOKEN"',
    'RUN tool --password-file=/run/secrets/p --token-url=https://example.com',
    'RUN tool --password /run/secrets/p',
    'RUN tool --password=changeme --token=<token>',
    'RUN git clone https://user:password@example.com/x',
    'RUN git clone git@github.com:a/b.git',
    'RUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc',
    'RUN MAX_TOKENS=100000 ./run',
    'RUN mkdir -p secret && adduser --disabled-password --gecos "" app',
    'RUN DB_PASSWORD_FILE=/run/secrets/db ./migrate',
    'RUN echo "see https://example.com:8443/a@b"',
    'RUN docker run -p 8080:80 x',
    'RUN docker build --secret id=x,src=y .',
    'RUN echo x | docker login -u ci --password-stdin',
    'RUN keytool -importcert -noprompt -storepass changeit -file x',
    "RUN gpg --batch --passphrase '' --quick-generate-key x",
    'CMD ["app", "postgres://postgres:postgres@db/app"]',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));
});
