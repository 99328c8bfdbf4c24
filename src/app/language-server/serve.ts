import type { Readable, Writable } from 'node:stream';
import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Surroundings } from '../config/parts/surroundings.ts';
import { type Client, clientOf, foldersOf } from './client.ts';
import { sectionOf } from './client-settings.ts';
import { FIX_ALL } from './code-actions.ts';
import { Editor } from './editor.ts';
import { lintSetup } from './lint-setup.ts';
import { ParentWatch } from './parent-watch.ts';
import { Workspace } from './workspace.ts';

/** What the server has of the world. */
export interface ServerPorts {
  readonly input: Readable;
  /** Nothing else may be written to it. */
  readonly output: Writable;
  readonly surroundings: Surroundings;
  readonly toolVersion: string;
}

/** Files that say how Dockerfiles are linted, or what a build takes. */
const WATCHED = ['**/plimsoll.yaml', '**/.hadolint.{yaml,yml}', '**/*.dockerignore', '**/.containerignore'];

/**
 * Speaks the Language Server Protocol until the client says `exit`, or is gone. Gives the exit code: 0 after `shutdown`, else 1. Source: the specification of
 * the Language Server Protocol 3.17.
 */
export async function serve(ports: ServerPorts, signal: AbortSignal): Promise<number> {
  const ended = Promise.withResolvers<number>();
  const watchDog = new ParentWatch(ended.resolve);
  const reader = new StreamMessageReader(ports.input);
  const writer = new StreamMessageWriter(ports.output);
  const connection = createConnection((logger) => createProtocolConnection(reader, writer, logger), watchDog);
  signal.addEventListener('abort', () => ended.resolve(1));
  for (const event of ['end', 'close', 'error']) ports.input.on(event, () => watchDog.leave());
  ports.output.on('error', () => watchDog.leave());
  // After a head that it cannot read the reader waits for more, though whole messages may stand behind it.
  reader.onError(() => setImmediate(() => ports.input.emit('data', Buffer.alloc(0))));
  open(connection, ports);
  connection.listen();
  try {
    return await ended.promise;
  } finally {
    watchDog.stop();
    connection.dispose();
  }
}

function open(connection: Connection, { surroundings, toolVersion }: ServerPorts): void {
  let client = clientOf({});
  let settings: unknown;
  const load = async (directory: string) => {
    const setup = await lintSetup(directory, settings, surroundings);
    for (const remark of setup.remarks) connection.console.info(remark);
    return setup;
  };
  const workspace = new Workspace(load, surroundings.directory);
  const editor = new Editor(connection, workspace, () => client);
  connection.onInitialize((params) => {
    client = clientOf(params.capabilities);
    settings = params.initializationOptions;
    workspace.setFolders(foldersOf(params));
    return { capabilities: capabilitiesOf(client), serverInfo: { name: 'plimsoll', version: toolVersion } };
  });
  connection.onInitialized(() => {
    if (client.registersWatchers) watch(connection);
    if (!client.hasFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      workspace.changeFolders(urisOf(added), urisOf(removed));
      editor.again();
    });
  });
  connection.onDidChangeWatchedFiles(() => editor.again());
  connection.onDidChangeConfiguration((change) => {
    // Editors send all that they know, or nothing: only what has our name is ours.
    settings = sectionOf(change.settings) ?? settings;
    editor.again();
  });
}

function watch(connection: Connection): void {
  const watchers = WATCHED.map((globPattern) => ({ globPattern }));
  // An editor that cannot after all has its reasons: configurations are then read when documents are opened and saved.
  connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {});
}

function capabilitiesOf(client: Client): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    hoverProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.asksForDiagnostics && {
      diagnosticProvider: { identifier: 'plimsoll', interFileDependencies: false, workspaceDiagnostics: false },
    }),
  };
}

function urisOf(folders: readonly WorkspaceFolder[]): string[] {
  return folders.map(({ uri }) => uri);
}
