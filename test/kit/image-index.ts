import { type BuiltImage, blobPath, sha256 } from './image.ts';

interface Entry {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: object;
  readonly annotations?: Readonly<Record<string, string>>;
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** An image index in the making, with the blobs below it: what `docker buildx build --platform a,b --attest …` pushes. */
export class IndexBuilder {
  readonly #entries: Entry[] = [];
  readonly #blobs: Buffer[] = [];

  image(built: BuiltImage, platform: object = built.platform): this {
    this.#blobs.push(built.config, built.manifest, ...built.layers.map(({ blob }) => blob));
    this.#entries.push(this.#entry(MANIFEST, built.manifest, { platform }));
    return this;
  }

  /** As BuildKit stores provenance and SBOM of an image of the index. */
  attestation(of: BuiltImage): this {
    const statement = Buffer.from('{"_type":"https://in-toto.io/Statement/v0.1"}');
    const manifest = this.#manifest('application/vnd.oci.image.config.v1+json', [
      { mediaType: 'application/vnd.in-toto+json', ...this.#blob(statement) },
    ]);
    const annotations = {
      'vnd.docker.reference.digest': of.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    };
    const platform = { os: 'unknown', architecture: 'unknown' };
    this.#entries.push(this.#entry(MANIFEST, manifest, { platform, annotations }));
    return this;
  }

  /** Something that is no image, such as a Helm chart. */
  artifact(configType: string): this {
    this.#entries.push(this.#entry(MANIFEST, this.#manifest(configType, [])));
    return this;
  }

  index(inner: IndexBuilder): this {
    const { bytes, blobs } = inner.build();
    this.#blobs.push(...blobs);
    this.#entries.push(this.#entry(INDEX, bytes));
    return this;
  }

  build(): { readonly bytes: Buffer; readonly blobs: readonly Buffer[] } {
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: this.#entries }));
    return { bytes, blobs: [...this.#blobs, bytes] };
  }

  /** Files of an OCI layout whose only reference is this index; `without` leaves blobs out. */
  layoutFiles(without: readonly string[] = [], ref = 'latest'): Map<string, Buffer> {
    const { bytes, blobs } = this.build();
    const manifests = [
      {
        mediaType: INDEX,
        digest: sha256(bytes),
        size: bytes.length,
        annotations: { 'org.opencontainers.image.ref.name': ref },
      },
    ];
    const files = new Map([
      ['oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')],
      ['index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests }))],
    ]);
    for (const blob of blobs) if (!without.includes(sha256(blob))) files.set(blobPath(blob), Buffer.from(blob));
    return files;
  }

  #manifest(configType: string, layers: readonly object[]): Buffer {
    const config = { mediaType: configType, ...this.#blob(Buffer.from('{"rootfs":{"type":"layers","diff_ids":[]}}')) };
    return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers }));
  }

  #blob(bytes: Buffer): { readonly digest: string; readonly size: number } {
    this.#blobs.push(bytes);
    return { digest: sha256(bytes), size: bytes.length };
  }

  #entry(mediaType: string, bytes: Buffer, more: object = {}): Entry {
    return { mediaType, ...this.#blob(bytes), ...more };
  }
}
