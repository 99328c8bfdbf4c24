import { linesOf } from '../lines.ts';

/** One line of a container manifest; absent values are left out. */
export interface RpmManifestLine {
  readonly name: string;
  /** `version-release`, without epoch. */
  readonly version: string;
  readonly epoch?: string;
  readonly arch?: string;
  readonly vendor?: string;
  readonly sourceRpm?: string;
}

/**
 * Lines of the text that distroless images of Azure Linux keep in place of a database (`container-manifest-2`), written by
 * `rpm -qa --qf` with tabs between: name, version-release, install time, build time, vendor, epoch as text, size, arch, epoch
 * number, source rpm. A line that does not fit is yielded as undefined.
 */
export function* parseRpmManifest(bytes: Uint8Array): Generator<RpmManifestLine | undefined> {
  for (const line of linesOf(bytes)) {
    if (line.trim() === '') continue;
    const columns = line.trimEnd().split('\t', 16);
    const [name, version] = columns;
    if (columns.length < 10 || !name || !version) {
      yield undefined;
      continue;
    }
    const value = (column: number) =>
      columns[column] === '(none)' || columns[column] === '' ? undefined : columns[column];
    const epoch = value(8);
    const arch = value(7);
    const vendor = value(4);
    const sourceRpm = value(9);
    yield {
      name,
      version,
      ...(epoch !== undefined && epoch !== '0' && { epoch }),
      ...(arch !== undefined && { arch }),
      ...(vendor !== undefined && { vendor }),
      ...(sourceRpm !== undefined && { sourceRpm }),
    };
  }
}
