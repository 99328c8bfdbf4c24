import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { edited, LspDesk, PUBLISH, type Published, rulesOf } from '../kit/lsp-desk.ts';
import { runCli, scratch } from '../kit/run-cli.ts';

vi.setConfig({ testTimeout: 30_000 });
const directory = scratch();
const env = { PLIMSOLL_CACHE_DIR: join(directory, 'cache'), SOURCE_DATE_EPOCH: '1796000000' };
const QUIET = 'FROM scratch\nUSER 1\n';
const deskOf = (name: string, files: Readonly<Record<string, string>> = {}) =>
  new LspDesk(join(directory, name), files, env);

const FINDINGS = 'FROM debian:12\nRUN echo "é😀" && apt-get install curl && sudo id\nEXPOSE 80/TCP\nCMD run\n';

describe('findings', () => {
  it('are those of the command, at the same places, and go when their text goes', async () => {
    const desk = deskOf('same', { Dockerfile: FINDINGS });
    const { capabilities } = await desk.start();
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { change: 2 },
      hoverProvider: true,
    });
    expect(capabilities.diagnosticProvider).toBeUndefined();
    const uri = desk.open('Dockerfile', FINDINGS);
    const shown = await desk.shown(uri);
    const { stdout } = await runCli(['lint', '--format', 'json'], { cwd: desk.folder, env });
    const told = JSON.parse(stdout).files[0].findings as { rule: string; start: { line: number } }[];
    expect(shown.map(({ code, range }) => [code, range.start.line + 1])).toEqual(
      told.map(({ rule, start }) => [rule, start.line]),
    );
    expect(rulesOf(shown)).toContain('no-sudo');
    const sudo = shown.find(({ code }) => code === 'no-sudo')!;
    expect(sudo.severity).toBe(1);
    expect(TextDocument.create(uri, '', 1, FINDINGS).getText(sudo.range)).toBe('sudo');
    desk.change(uri, 2, { range: sudo.range, text: 'nice' });
    expect(rulesOf(await desk.shown(uri, 2))).not.toContain('no-sudo');
    desk.client.notify('textDocument/didClose', { textDocument: { uri } });
    await desk.client.next<Published>(
      PUBLISH,
      ({ version, diagnostics }) => version === undefined && diagnostics.length === 0,
    );
    expect(desk.client.stray).toBe('');
  });

  it.each([
    ['multi-byte signs', 'FROM a:1\n# é😀\nRUN echo "é😀" && sudo id\n'],
    ['a byte order mark and CRLF', '\ufeffFROM a:1\r\nRUN echo 😀 && sudo id\r\n'],
    ['a lone carriage return, a line break to editors alone', 'FROM a:1\n# a\rb\nRUN echo é && sudo id\n'],
  ])('stand where they are: %s', async (name, text) => {
    const desk = deskOf('places');
    await desk.start();
    const uri = desk.open(`Dockerfile.${name.length}`, text);
    const sudo = (await desk.shown(uri)).find(({ code }) => code === 'no-sudo')!;
    expect(TextDocument.create(uri, '', 1, text).getText(sudo.range)).toBe('sudo');
  });

  it('of two folders follow two configurations; a changed one is read again, a wrong one is told', async () => {
    const desk = deskOf('one', { 'plimsoll.yaml': 'lint:\n  ignore: [DL3004]\n' });
    const other = join(directory, 'two');
    mkdirSync(other);
    writeFileSync(join(other, '.hadolint.yaml'), 'ignored: [DL3006]\n');
    await desk.start({ workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } } });
    await desk.client.next('client/registerCapability');
    const folder = { uri: pathToFileURL(other).href, name: 'two' };
    desk.client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    const text = 'FROM a\nRUN sudo id\n';
    const first = desk.open('Dockerfile', text);
    const second = desk.open(pathToFileURL(join(other, 'Dockerfile')).href, text);
    const [of1, of2] = [rulesOf(await desk.shown(first)), rulesOf(await desk.shown(second))];
    expect([of1.includes('no-sudo'), of1.includes('image-tag-missing')]).toEqual([false, true]);
    expect([of2.includes('no-sudo'), of2.includes('image-tag-missing')]).toEqual([true, false]);
    const changed = async (yaml: string) => {
      const from = desk.client.told.length;
      writeFileSync(join(desk.folder, 'plimsoll.yaml'), yaml);
      const changes = [{ uri: pathToFileURL(join(desk.folder, 'plimsoll.yaml')).href, type: 2 }];
      desk.client.notify('workspace/didChangeWatchedFiles', { changes });
      return desk.shown(first, 1, from);
    };
    expect(rulesOf(await changed('lint:\n  ignore: [DL3006]\n'))).toEqual(of2);
    expect(await changed('lint:\n  ignored_: x\n')).toMatchObject([{ code: 'config/unknown-key', severity: 1 }]);
    expect(rulesOf(await changed(''))).toContain('no-sudo');
  });

  it('follow what the editor says, at the start and later', async () => {
    const desk = deskOf('said');
    await desk.start({}, { initializationOptions: { ignore: ['DL3004'] } });
    const uri = desk.open('Dockerfile', 'FROM a\nRUN sudo id\n');
    expect(rulesOf(await desk.shown(uri))).not.toContain('no-sudo');
    const from = desk.client.told.length;
    desk.client.notify('workspace/didChangeConfiguration', { settings: { plimsoll: { ignore: 'DL3006' } } });
    const now = rulesOf(await desk.shown(uri, 1, from));
    expect([now.includes('no-sudo'), now.includes('image-tag-missing')]).toEqual([true, false]);
  });

  it('of a document that was never saved need no file; other languages and too much text are left alone', async () => {
    const desk = deskOf('loose');
    await desk.start();
    const untitled = desk.open('untitled:Untitled-1', 'FROM a\nCOPY x /y/\nRUN sudo id\n');
    expect(rulesOf(await desk.shown(untitled))).toContain('no-sudo');
    expect(await desk.shown(desk.open('a.py', 'sudo', 'python'))).toEqual([]);
    const large = desk.open('Dockerfile', `FROM a\n${'# long\n'.repeat(1_430_000)}`);
    expect(await desk.shown(large)).toMatchObject([{ code: 'lint/too-large', severity: 3 }]);
    expect(await desk.actions(large, 0, 0)).toEqual([]);
  });

  it('are asked for by editors that can', async () => {
    const desk = deskOf('asked');
    const { capabilities } = await desk.start({ textDocument: { diagnostic: {} } });
    expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: false });
    const textDocument = { uri: desk.open('Dockerfile', FINDINGS) };
    const { items } = await desk.client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument });
    expect(rulesOf(items)).toContain('no-sudo');
    desk.change(textDocument.uri, 2, { text: QUIET });
    expect(await desk.client.request('textDocument/diagnostic', { textDocument })).toMatchObject({ kind: 'full' });
    expect(desk.client.told.filter(({ method }) => method === PUBLISH)).toEqual([]);
  });
});

describe('actions', () => {
  it('mend one thing, or all as lint --fix does', async () => {
    const desk = deskOf('mend', { Dockerfile: FINDINGS });
    await desk.start();
    const uri = desk.open('Dockerfile', FINDINGS);
    const actions = await desk.actions(uri, 1, 24);
    const one = actions.find(({ title }) => title.includes('(apt-yes)'));
    expect(one).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'apt-yes' }] });
    expect(edited(FINDINGS, uri, one)).toBe(FINDINGS.replace('install', 'install -y'));
    const all = await desk.actions(uri, 0, 0, ['source.fixAll']);
    expect(all.map(({ kind }) => kind)).toEqual(['source.fixAll.plimsoll']);
    await runCli(['lint', '--fix'], { cwd: desk.folder, env });
    const fixed = readFileSync(join(desk.folder, 'Dockerfile'), 'utf8');
    expect(fixed).not.toBe(FINDINGS);
    expect(edited(FINDINGS, uri, all[0])).toBe(fixed);
    desk.change(uri, 2, { text: fixed });
    expect(await desk.actions(uri, 0, 0, ['source'])).toEqual([]);
  });

  it('say which fixes may change what is built', async () => {
    const desk = deskOf('suggest');
    await desk.start({ workspace: { workspaceEdit: { documentChanges: true } } });
    const uri = desk.open('Dockerfile', 'FROM a:1\nCMD run\n');
    const [fix] = (await desk.actions(uri, 1, 0, ['quickfix'])).filter(({ title }) => title.includes('(exec-form'));
    expect(fix).toMatchObject({ isPreferred: false, title: expect.stringContaining('may change what is built') });
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
  });

  it('take a rule back', async () => {
    const desk = deskOf('ignore');
    await desk.start();
    const uri = desk.open('Dockerfile', FINDINGS);
    const ignore = (await desk.actions(uri, 1, 45)).find(({ title }) => title === 'Ignore no-sudo here');
    const text = edited(FINDINGS, uri, ignore);
    expect(text).toBe(FINDINGS.replace('RUN', '# plimsoll ignore=no-sudo\nRUN'));
    desk.change(uri, 2, { text });
    expect(rulesOf(await desk.shown(uri, 2))).not.toContain('no-sudo');
  });
});

it('the mouse over a finding, or its instruction, tells why', async () => {
  const desk = deskOf('hover');
  await desk.start({ textDocument: { hover: { contentFormat: ['markdown'] } } });
  const uri = desk.open('Dockerfile', FINDINGS);
  const over = JSON.stringify(await desk.hover(uri, 1, 45));
  for (const part of ['no-sudo', 'DL3004', '# plimsoll ignore=no-sudo', '"markdown"'])
    expect(over.replaceAll('\\', '')).toContain(part);
  expect(over).not.toMatch(/https?:|]\(/);
  expect(over).not.toContain('apt-yes');
  expect(JSON.stringify(await desk.hover(uri, 1, 0))).toMatch(/apt-yes.*no-sudo/);
  expect(await desk.hover(uri, 4, 0)).toBeNull();
});
