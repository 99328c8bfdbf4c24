import type { ShellText } from '../model/dockerfile.ts';
import type { ShellScript } from '../model/shell.ts';

/** Reads shell text by the grammar of bash. Total: what is no shell is `errors`. Synchronous, so that rules stay plain functions. */
export type ParseShell = (text: ShellText) => ShellScript;
