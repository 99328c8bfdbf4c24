import type { Cataloger } from '../../model/reader.ts';
import { apk } from './apk.ts';
import { cargoAuditable } from './cargo-auditable.ts';
import { chisel } from './chisel.ts';
import { dpkg } from './dpkg.ts';
import { goBinary } from './go-binary.ts';
import { jar } from './jar.ts';
import { nestedRoot } from './nested-root.ts';
import { npm } from './npm.ts';
import { python } from './python.ts';
import { rpm } from './rpm.ts';
import { unreadArchive } from './unread-archive.ts';

/** What can be told to be installed. One file each; a new one is a line here. */
export const catalogers = [
  apk,
  cargoAuditable,
  chisel,
  dpkg,
  goBinary,
  jar,
  nestedRoot,
  npm,
  python,
  rpm,
  unreadArchive,
] as const satisfies readonly Cataloger<unknown>[];
