import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { passwordByChpasswd } from './password-by-chpasswd.ts';

const spots = (lines: string) => violations(passwordByChpasswd, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('password-by-chpasswd', () => {
  it.each([
    ["RUN echo 'root:hunter2' | chpasswd", ["'root:hunter2'"], 'error'],
    ['RUN useradd x && echo "root:$PASSWORD" | chpasswd', ['chpasswd'], 'warning'],
    ['RUN chpasswd < /tmp/users', ['chpasswd'], 'warning'],
    ['RUN echo hunter2 | passwd --stdin root', ['hunter2'], 'error'],
    ['RUN useradd -m -p secret app', ['-p secret'], 'warning'],
    ['RUN usermod --password "$(openssl passwd x)" app', ['--password "$(openssl passwd x)"'], 'warning'],
  ])('%j', (lines, expected, level) => {
    expect(spots(lines)).toEqual(expected);
    expect(findings(passwordByChpasswd, `FROM alpine\n${lines}`)[0]!.level).toBe(level);
  });

  it.each([
    'RUN passwd -l root',
    'RUN passwd -d root',
    'RUN useradd -m -u 1000 app',
    "RUN usermod -p '!' root",
    'RUN apt-get install -y chpasswd',
    'RUN mkdir -p secret',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));
});
