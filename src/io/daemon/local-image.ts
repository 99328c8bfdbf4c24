import { PlimsollError } from '../../model/error.ts';
import { type Platform, platformFits } from '../../model/platform.ts';
import type { ImageSource } from '../../ports/image-source.ts';
import { DAEMON_NAMES, type DaemonKind, daemonAddress } from './daemon-address.ts';
import type { DaemonOptions } from './daemon-source.ts';
import { foundSource } from './found-source.ts';

/** A name without a scheme waits no longer for a daemon: the registry has it too. */
const PATIENCE_MS = 1000;

interface LocalOptions extends DaemonOptions {
  /** An image of another platform is not meant; `all` means more than a daemon has. */
  readonly askedPlatform?: Platform | 'all';
}

/**
 * An image that a daemon of this machine has under this name, else what `others` give. A daemon that is broken is none; when the others
 * fail too, their error says that it was.
 */
export function localImageOr(name: string, options: LocalOptions, others: () => Promise<ImageSource>): ImageSource {
  return foundSource(name, async (signal) => {
    const { askedPlatform: asked } = options;
    if (asked === 'all') return others();
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const problems: string[] = [];
    const [docker, podman] = await Promise.all(
      (['docker', 'podman'] as const).map((kind) =>
        find(kind, name, options, asked, patience).catch((cause: unknown) => {
          const isTold = cause instanceof PlimsollError;
          problems.push(isTold ? cause.message : `${DAEMON_NAMES[kind]} did not answer within ${PATIENCE_MS / 1000} s`);
          return undefined;
        }),
      ),
    );
    signal.throwIfAborted();
    const [problem] = problems.sort();
    return docker ?? podman ?? withRemark(await others(), problem);
  });
}

/** The same source; an error of its root says first that a daemon could not be asked: the image may lie there. */
function withRemark(source: ImageSource, remark: string | undefined): ImageSource {
  if (remark === undefined) return source;
  return {
    reference: source.reference,
    root: async (signal) => {
      try {
        return await source.root(signal);
      } catch (cause) {
        if (!(cause instanceof PlimsollError)) throw cause;
        throw new PlimsollError(cause.code, cause.message, { cause, help: [remark, ...cause.help].slice(0, 2) });
      }
    },
    manifest: (descriptor, signal) => source.manifest(descriptor, signal),
    blob: (digest, sizeBytes, signal) => source.blob(digest, sizeBytes, signal),
    close: () => source.close(),
  };
}

async function find(
  kind: DaemonKind,
  name: string,
  options: DaemonOptions,
  asked: Platform | undefined,
  signal: AbortSignal,
) {
  const address = await daemonAddress(kind, options.environment);
  if (address === undefined) return undefined;
  const [{ DaemonClient }, { foundImage }] = await Promise.all([
    import('./daemon-client.ts'),
    import('./daemon-source.ts'),
  ]);
  const client = new DaemonClient(kind, address, options.userAgent, options.daemonTiming);
  const image = await client.find(name, signal);
  const isAsked = image?.platform === undefined || asked === undefined || platformFits(asked, image.platform);
  return image !== undefined && isAsked ? foundImage(client, image.id, name, options) : undefined;
}
