import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { LspDesk, PUBLISH, type Published, rulesOf } from '../kit/lsp-desk.ts';
import { scratch } from '../kit/run-cli.ts';

vi.setConfig({ testTimeout: 30_000 });
const directory = scratch();
const env = { PLIMSOLL_CACHE_DIR: join(directory, 'cache'), SOURCE_DATE_EPOCH: '1796000000' };
const deskOf = (name: string) => new LspDesk(join(directory, name), {}, env);

/** Two hundred lines as people write them. */
const LONG = `FROM debian:12-slim
WORKDIR /srv
${Array.from({ length: 39 }, (_, at) => `# part ${at}\nENV PART_${at}="é${at}"\nRUN apt-get update && \\\n    apt-get install -y --no-install-recommends package-${at} && \\\n    make -C /srv/part-${at} install\n`).join('')}COPY --chown=1:1 . .
USER 1
CMD ["serve"]
`;

describe('the end', () => {
  it.each<[string, (desk: LspDesk) => unknown, number]>([
    ['shutdown and exit', (desk) => desk.client.request('shutdown', null).then(() => desk.client.notify('exit')), 0],
    ['exit without shutdown', (desk) => desk.client.notify('exit'), 1],
    ['the end of its input', (desk) => desk.client.process.stdin.end(), 1],
    ['SIGTERM', (desk) => desk.client.process.kill('SIGTERM'), 143],
    ['SIGINT', (desk) => desk.client.process.kill('SIGINT'), 130],
  ])('comes with %s', async (name, end, code) => {
    const desk = deskOf(name.replaceAll(' ', '-'));
    await desk.start();
    await end(desk);
    expect(await desk.client.ended).toEqual({ code, signal: null });
    expect([desk.client.stray, desk.client.stderr]).toEqual(['', '']);
  });

  it('comes when the editor that started it is gone', async () => {
    const desk = deskOf('orphan');
    await desk.start({}, { processId: 2 ** 22 + 1 });
    expect(await desk.client.ended).toEqual({ code: 1, signal: null });
  });

  it('comes before the beginning too', async () => {
    const desk = deskOf('never');
    desk.client.notify('exit');
    expect(await desk.client.ended).toEqual({ code: 1, signal: null });
  });
});

describe('what is no message, or none that it knows,', () => {
  const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  it.each([
    ['no JSON', framed('{"jsonrpc"')],
    ['JSON of another kind', framed('[1, "a", null]')],
    ['a null', framed('null')],
    ['an answer to nothing', framed('{"jsonrpc":"2.0","id":99,"result":{}}')],
    ['a head without a length', 'Content-Type: x\r\n\r\n'],
    ['a length that is none', 'Content-Length: many\r\n\r\n'],
    ['an empty body', 'Content-Length: 0\r\n\r\n'],
    ['an unknown notification', framed('{"jsonrpc":"2.0","method":"x/y","params":[]}')],
    [
      'a change of what is not open',
      framed(
        '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x","version":2},"contentChanges":[]}}',
      ),
    ],
    ['a change of nothing', framed('{"jsonrpc":"2.0","method":"textDocument/didChange","params":{}}')],
    [
      'an address that is none',
      framed(
        '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file://%zz","languageId":"dockerfile","version":1,"text":"RUN"}}}',
      ),
    ],
  ])('ends nothing: %s', async (name, bytes) => {
    const desk = deskOf(`bad-${name.length}`);
    await desk.start();
    desk.client.write(bytes);
    const uri = desk.open('Dockerfile', 'FROM a:1\nRUN sudo id\n');
    expect(rulesOf(await desk.shown(uri))).toContain('no-sudo');
    await expect(desk.client.request('textDocument/noSuchThing')).rejects.toThrow('-32601');
    expect(await desk.hover('file:///not/open', 0, 0)).toBeNull();
    await expect(desk.client.request('textDocument/hover', 5)).rejects.toThrow(/-32/);
    expect(desk.client.stray).toBe('');
  });
});

describe('many changes', () => {
  it('are looked at once, in their newest version', async () => {
    const desk = deskOf('burst');
    await desk.start();
    const uri = desk.open('Dockerfile', LONG);
    await desk.shown(uri);
    for (let version = 2; version <= 60; version++)
      desk.change(uri, version, {
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
        text: '#',
      });
    desk.change(uri, 61, { text: `${LONG}RUN sudo id\n` });
    expect(rulesOf(await desk.shown(uri, 61))).toContain('no-sudo');
    const versions = desk.client.told
      .filter(({ method }) => method === PUBLISH)
      .map(({ params }) => (params as Published).version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.length).toBeLessThan(10);
  });

  it('leave questions behind that can be taken back', async () => {
    const desk = deskOf('cancel');
    await desk.start();
    const textDocument = { uri: desk.open('Dockerfile', LONG) };
    const range = { start: { line: 0, character: 0 }, end: { line: 199, character: 0 } };
    const params = { textDocument, range, context: { diagnostics: [] } };
    const asked = Array.from({ length: 5 }, () => desk.client.ask('textDocument/codeAction', params));
    for (const { id } of asked) desk.client.notify('$/cancelRequest', { id });
    for (const { answer } of asked) {
      const { result, error } = await answer;
      expect(Array.isArray(result) || error?.code === -32800).toBe(true);
    }
  });

  it('are answered while one types: 200 lines in well under 300 ms', async () => {
    const desk = deskOf('quick');
    await desk.start();
    const uri = desk.open('Dockerfile', LONG);
    await desk.shown(uri);
    const took: number[] = [];
    for (let version = 2; version <= 21; version++) {
      const started = performance.now();
      const start = { line: 4, character: 4 };
      desk.change(uri, version, { range: { start, end: start }, text: 'x' });
      await desk.shown(uri, version);
      took.push(performance.now() - started);
    }
    took.sort((a, b) => a - b);
    expect(took[10]).toBeLessThan(300);
  });
});
