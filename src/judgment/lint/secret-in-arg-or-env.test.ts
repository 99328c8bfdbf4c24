import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { secretInArgOrEnv } from './secret-in-arg-or-env.ts';

const found = (text: string) => violations(secretInArgOrEnv, text).map(([line, place]) => [line, place]);

describe('secret-in-arg-or-env', () => {
  it.each([
    { text: 'ARG PASSWORD\nFROM a:1\n', at: [[1, 'PASSWORD']] },
    {
      text: 'FROM debian:12\nENV a=b MYPASSWORD=x API_KEY=y\n',
      at: [
        [2, 'MYPASSWORD'],
        [2, 'API_KEY'],
      ],
    },
    { text: 'FROM debian:12\nARG a AWS_SECRET_ACCESS_KEY\n', at: [[2, 'AWS_SECRET_ACCESS_KEY']] },
    { text: 'FROM debian:12\nENV DB_PASSWD x\n', at: [[2, 'DB_PASSWD']] },
    { text: 'FROM debian:12\nONBUILD ENV myToken=$x\n', at: [[2, 'myToken']] },
    {
      text: 'FROM debian:12\nENV A=ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2\n',
      at: [[2, 'A=ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2']],
    },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nENV PUBLIC_KEY=x KEYBOARD=x COMPASS=x GPG_KEY=x SSH_AUTH_SOCK=x AUTHOR=x\n',
    'FROM debian:12\nLABEL TOKEN=x\n',
    'FROM debian:12\nRUN TOKEN=x y\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('thinks less of a name that says where the secret is, and more of a value that is one', () => {
    const text = 'FROM a:1\nENV PASSWORD_FILE=/run/x PASSWORD=x\nENV URL=https://u:s3cr3tS3cr3t@example.org\n';
    expect(findings(secretInArgOrEnv, text).map(({ level }) => level)).toEqual(['info', 'warning', 'error']);
  });
});
