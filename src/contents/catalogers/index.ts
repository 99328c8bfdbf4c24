import type { Cataloger } from '../../model/reader.ts';
import { apk } from './apk.ts';
import { cargoAuditable } from './cargo-auditable.ts';
import { chisel } from './chisel.ts';
import { dpkg } from './dpkg.ts';
import { goBinary } from './go-binary.ts';
import { jar } from './jar.ts';
import { npm } from './npm.ts';
import { python } from './python.ts';
import { rpm } from './rpm.ts';

/** What can be told to be installed. One file each; a new one is a line here. */
export const catalogers = [
  apk,
  cargoAuditable,
  chisel,
  dpkg,
  goBinary,
  jar,
  npm,
  python,
  rpm,
] as const satisfies readonly Cataloger<unknown>[];
