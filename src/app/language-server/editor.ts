import {
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type HoverParams,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Analyses, type Analysis, isDockerfile } from './analyses.ts';
import { type Client, workspaceEdit } from './client.ts';
import { offersOf } from './code-actions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { hoverAt } from './hover.ts';
import { Pace } from './pace.ts';
import type { Workspace } from './workspace.ts';

/** The documents that an editor has open, and its questions about them. */
export class Editor {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #client: () => Client;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #analyses: Analyses;
  readonly #pace = new Pace((uri) => this.#publish(uri));

  constructor(connection: Connection, workspace: Workspace, client: () => Client) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#client = client;
    this.#analyses = new Analyses(workspace, (text) => connection.console.error(text));
    this.#follow();
    connection.onCodeAction((params) => this.#codeActions(params));
    connection.onHover(async (params) => {
      const found = await this.#analysis(params);
      return found && hoverAt(found.document, found.analysis, params.position, client().hoverKind);
    });
    connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: await this.#diagnostics(this.#documents.get(uri)),
    }));
  }

  /** Looks at everything again, since something besides the documents has changed. */
  again(): void {
    this.#workspace.forget();
    const { asksForDiagnostics, refreshesDiagnostics } = this.#client();
    if (!asksForDiagnostics) for (const uri of this.#documents.keys()) this.#pace.later(uri);
    else if (refreshesDiagnostics) this.#connection.languages.diagnostics.refresh();
  }

  #follow(): void {
    const documents = this.#documents;
    // A client that tells of no changed files is heard all the same when it opens or saves one.
    documents.onDidOpen(() => this.#workspace.forget());
    documents.onDidSave(() => this.again());
    documents.onDidChangeContent(({ document }) => {
      if (!this.#client().asksForDiagnostics) this.#pace.later(document.uri);
    });
    documents.onDidClose(({ document: { uri } }) => {
      this.#pace.drop(uri);
      this.#analyses.forget(uri);
      if (!this.#client().asksForDiagnostics) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    documents.listen(this.#connection);
  }

  /** Tells what is wrong with the newest version. */
  async #publish(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    const diagnostics = await this.#diagnostics(document);
    // Closed meanwhile: its findings were taken back.
    if (document === undefined || this.#documents.get(uri) !== document) return;
    // Who is gone needs no answer; that the client is gone is heard elsewhere.
    await this.#connection.sendDiagnostics({ uri, version: document.version, diagnostics }).catch(() => {});
  }

  async #diagnostics(document: TextDocument | undefined): Promise<Diagnostic[]> {
    if (document === undefined || !isDockerfile(document)) return [];
    return diagnosticsOf(document, await this.#analyses.of(document));
  }

  async #codeActions(params: CodeActionParams): Promise<CodeAction[]> {
    const found = await this.#analysis(params);
    if (found === undefined) return [];
    const { document, analysis } = found;
    return offersOf(document, analysis, params).map(({ edits, ...action }) => ({
      ...action,
      edit: workspaceEdit(document, edits, this.#client()),
    }));
  }

  async #analysis({
    textDocument: { uri },
  }: Pick<HoverParams, 'textDocument'>): Promise<
    { readonly document: TextDocument; readonly analysis: Analysis } | undefined
  > {
    const document = this.#documents.get(uri);
    if (document === undefined || !isDockerfile(document)) return undefined;
    const analysis = await this.#analyses.of(document);
    return analysis.kind === 'linted' ? { document, analysis } : undefined;
  }
}
