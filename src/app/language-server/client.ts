import {
  type ClientCapabilities,
  type InitializeParams,
  MarkupKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** What the client understands, of what makes a difference here. */
export interface Client {
  /** It asks for diagnostics: then none are sent unasked, or each would be shown twice. */
  readonly asksForDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly registersWatchers: boolean;
  readonly hasFolders: boolean;
  readonly takesVersionedEdits: boolean;
  readonly hoverKind: MarkupKind;
}

export function clientOf({ textDocument, workspace }: ClientCapabilities): Client {
  const formats = textDocument?.hover?.contentFormat ?? [];
  return {
    asksForDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    hoverKind: formats.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText,
  };
}

/** Edits of this very version of the document, where the client can tell versions apart. */
export function workspaceEdit(
  { uri, version }: TextDocument,
  edits: readonly TextEdit[],
  { takesVersionedEdits }: Client,
): WorkspaceEdit {
  return takesVersionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] }
    : { changes: { [uri]: [...edits] } };
}

/** URIs of the folders that are open; older clients have one at the most. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return typeof rootUri === 'string' ? [rootUri] : [];
}
