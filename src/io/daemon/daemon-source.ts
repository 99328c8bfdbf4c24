import { createHash } from 'node:crypto';
import { parseJsonObject } from '../../formats/bytes/json.ts';
import { type Digest, parseDigest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import { parseReference } from '../../model/reference.ts';
import type { ImageRoot, ImageSource } from '../../ports/image-source.ts';
import { openStream } from '../archive/archive-file.ts';
import { archiveSourceOf } from '../archive/archive-source.ts';
import { isObject } from '../layout/layout-index.ts';
import { namesOf, printable } from '../layout/printable.ts';
import { DAEMON_NAMES, type DaemonEnvironment, type DaemonKind, daemonAddress } from './daemon-address.ts';
import { DaemonClient, type DaemonTiming } from './daemon-client.ts';
import { noDaemon } from './daemon-error.ts';
import { foundSource } from './found-source.ts';
import { similarNames } from './similar-names.ts';

export interface DaemonOptions {
  readonly userAgent: string;
  /** Where the image is kept while it is read. */
  readonly temporaryDirectory: string;
  readonly environment: DaemonEnvironment;
  readonly daemonTiming?: Partial<DaemonTiming>;
}

/**
 * An image that Docker or Podman holds, read through an archive that the daemon makes. `name` is what the user wrote and stands in reports.
 * `image/invalid-reference`, `daemon/…`, and the codes of archives.
 */
export function daemonSource(kind: DaemonKind, name: string, options: DaemonOptions): ImageSource {
  return foundSource(name, async (signal) => {
    if (parseReference(name) === undefined) throw invalidName(name);
    const address = await daemonAddress(kind, options.environment);
    if (address === undefined) throw noDaemon(kind, options.environment);
    const client = new DaemonClient(kind, address, options.userAgent, options.daemonTiming);
    const image = await client.find(name, signal);
    if (image === undefined) throw await noSuchImage(client, name, signal);
    return foundImage(client, image.id, name, options);
  });
}

/** An image of which the id is known already. */
export function foundImage(client: DaemonClient, id: Digest, name: string, options: DaemonOptions): ImageSource {
  const { kind } = client;
  const place = `what ${DAEMON_NAMES[kind]} exports of ${printable(name, 200)}`;
  const archive = archiveSourceOf(
    (signal) => openStream(client.exported(id, signal), place, options.temporaryDirectory, signal),
    name,
    {},
  );
  return {
    ...archive,
    root: async (signal) => {
      const root = await archive.root(signal);
      if (!identitiesOf(root).has(id)) {
        throw new PlimsollError(
          'daemon/other-image',
          `${DAEMON_NAMES[kind]} exports another image than ${id}, which is ${printable(name, 200)}`,
          {
            help: ['its store is damaged: pull or build the image again'],
          },
        );
      }
      return root;
    },
  };
}

/** The digests that an image goes by: of its configuration, of its manifest, of its index and of the manifests therein. */
function identitiesOf(root: ImageRoot): ReadonlySet<Digest | undefined> {
  if (root.kind === 'docker-save') return new Set([digestOf(root.config)]);
  const document = parseJsonObject(root.bytes);
  const entries: unknown[] = Array.isArray(document?.['manifests']) ? document['manifests'] : [document?.['config']];
  return new Set([
    digestOf(root.bytes),
    ...entries.map((entry) => (isObject(entry) ? parseDigest(entry['digest']) : undefined)),
  ]);
}

function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

async function noSuchImage(client: DaemonClient, name: string, signal: AbortSignal): Promise<PlimsollError> {
  const names = await client.names(signal).catch((): string[] => []);
  signal.throwIfAborted();
  const there = names.length === 0 ? [] : [`it has: ${namesOf(similarNames(names, name))}`];
  return new PlimsollError('daemon/no-such-image', `${DAEMON_NAMES[client.kind]} has no image ${printable(name)}`, {
    help: [
      ...there,
      `pull it (${client.kind} pull ${printable(name)}), or read it from its registry: registry://${printable(name)}`,
    ],
  });
}

function invalidName(name: string): PlimsollError {
  return new PlimsollError('image/invalid-reference', `${printable(name, 300)} is not the name of an image`, {
    help: ['a name is [HOST[:PORT]/]PATH[:TAG][@DIGEST], lower case, or the id of an image'],
  });
}
