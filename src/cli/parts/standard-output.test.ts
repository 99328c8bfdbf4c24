import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { StandardOutput } from './standard-output.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-stdout-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function failing(code: string): Writable {
  return new Writable({ write: (_, __, done) => done(Object.assign(new Error(code), { code })) });
}

it('writes to a stream, and opens it with the first text', async () => {
  const texts: string[] = [];
  let opened = 0;
  const output = new StandardOutput(() => {
    opened++;
    return new Writable({
      write(text, _, done) {
        texts.push(String(text));
        done();
      },
    });
  });
  await output.write('');
  expect(opened).toBe(0);
  await output.write('a');
  await output.write('b');
  expect([opened, texts.join('')]).toEqual([1, 'ab']);
});

it('drops what nobody reads any more, and tells of anything else', async () => {
  const gone = new StandardOutput(() => failing('EPIPE'));
  await gone.write('a');
  await gone.write('b');
  await expect(new StandardOutput(() => failing('EIO')).write('a')).rejects.toMatchObject({
    code: 'report/unwritable',
  });
});

it('writes a plain file itself, where it stands, and whole', async () => {
  const path = join(directory, 'out');
  const fd = openSync(path, 'w');
  writeSync(fd, 'before ');
  const never = Object.assign(failing('the stream is not used'), { fd });
  await new StandardOutput(() => never).write('é'.repeat(100_000));
  closeSync(fd);
  expect(readFileSync(path, 'utf8')).toBe(`before ${'é'.repeat(100_000)}`);
  await expect(new StandardOutput(() => Object.assign(failing('EIO'), { fd })).write('x')).rejects.toThrow('EIO');
});
