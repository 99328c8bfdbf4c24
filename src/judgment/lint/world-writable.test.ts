import { describe, expect, it } from 'vitest';
import { findings, fixed, violations } from '../../../test/kit/lint.ts';
import { worldWritable } from './world-writable.ts';

const spots = (lines: string) => violations(worldWritable, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('world-writable', () => {
  it.each([
    ['RUN chmod 777 /app', ['777']],
    ['RUN mkdir /x && chmod -R 0666 /x /y', ['0666']],
    ['RUN chmod a+w /app', ['a+w']],
    ['RUN chmod -R u=rwX,o+rwx /app', ['u=rwX,o+rwx']],
    ['RUN ["chmod", "777", "/app"]', ['"777"']],
    ['COPY --chmod=777 x /x', ['777']],
    ['RUN mkdir -m 777 /x', ['777']],
    ['RUN mkdir -pm 0777 /x && install --mode=666 a b', ['0777', '--mode=666']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN chmod 1777 /tmp',
    'RUN chmod a+rwxt /tmp',
    'RUN chmod 775 /app && chmod +x /x && chmod g+w /y && chmod a+r /z',
    'RUN chmod u+w,o-w /x',
    'RUN chmod --reference=777 /x',
    'RUN chmod 666 /dev/null',
    'COPY --chmod=755 x /x',
    'RUN mkdir 777',
    'RUN chmod $MODE /x',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it('matters less in a stage that is thrown away', () => {
    const text = 'FROM x AS build\nRUN chmod 777 /a\nFROM y\nRUN chmod 777 /a';
    expect(findings(worldWritable, text).map(({ level }) => level)).toEqual(['info', 'warning']);
  });

  it.each([
    ['RUN chmod -R 777 /app', 'RUN chmod -R 775 /app'],
    ['COPY --chmod=0666 x /x', 'COPY --chmod=0664 x /x'],
    ['RUN mkdir -m 777 /x', 'RUN mkdir -m 775 /x'],
    ['RUN chmod a+w /x', 'RUN chmod a+w /x'],
  ])('mends %j', (before, after) => expect(fixed(worldWritable, before)).toBe(after));
});
