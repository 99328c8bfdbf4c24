import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CodeAction, Diagnostic, Hover, InitializeResult } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LspClient } from './lsp-client.ts';

export const PUBLISH = 'textDocument/publishDiagnostics';

export interface Published {
  readonly uri: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** A folder of files, and a client that has it open. */
export class LspDesk {
  readonly client: LspClient;
  readonly folder: string;

  constructor(folder: string, files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) {
    this.folder = folder;
    mkdirSync(this.folder, { recursive: true });
    this.client = new LspClient({ cwd: folder, env });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(this.folder, path), text);
    onTestFinished(() => void this.client.process.kill('SIGKILL'));
  }

  start(capabilities: object = {}, more: object = {}): Promise<InitializeResult> {
    const workspaceFolders = [{ uri: pathToFileURL(this.folder).href, name: 'desk' }];
    const params = { processId: process.pid, rootUri: null, workspaceFolders, capabilities, ...more };
    return this.client.request<InitializeResult>('initialize', params).finally(() => this.client.notify('initialized'));
  }

  /** Opens a document and gives its URI. */
  open(path: string, text: string, languageId = 'dockerfile'): string {
    const uri = path.includes(':') ? path : pathToFileURL(join(this.folder, path)).href;
    this.client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  change(uri: string, version: number, ...contentChanges: object[]): void {
    this.client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  /** What is shown of a version of a document. */
  async shown(uri: string, version = 1, from = 0): Promise<readonly Diagnostic[]> {
    const fits = (one: Published) => one.uri === uri && one.version === version;
    return (await this.client.next<Published>(PUBLISH, fits, from)).diagnostics;
  }

  async actions(uri: string, line: number, character: number, only?: string[]): Promise<CodeAction[]> {
    const range = { start: { line, character }, end: { line, character } };
    const context = { diagnostics: [], ...(only && { only }) };
    return this.client.request('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  async hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.client.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }
}

export const rulesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code).sort();

/** The text after an action of an old client, whose edits have no versions. */
export function edited(text: string, uri: string, action: CodeAction | undefined): string {
  const edits = action?.edit?.changes?.[uri] ?? [];
  return TextDocument.applyEdits(TextDocument.create(uri, 'dockerfile', 1, text), edits);
}
