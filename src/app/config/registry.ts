import { type ListOption, type Section, switchOption, textOption } from './parts/option.ts';

/** A registry, and another host that stands for it in some way. */
export interface HostPair {
  readonly registry: string;
  readonly other: string;
}

/** How registries are spoken to. */
export const registry = {
  caFile: textOption('FILE', 'Trust the authorities in this PEM file too', { isPath: true }),
  mirror: pairsOption(
    'HOST=MIRROR',
    'Read images of this registry from a mirror first, as in docker.io=mirror.example.com; may be repeated',
    { fallback: "those of containerd's hosts.toml, registries.conf or Docker's daemon.json" },
  ),
  plainHttp: switchOption('Speak http to a registry that is not on this machine'),
  tokenServer: pairsOption(
    'REGISTRY=HOST',
    'Credentials of this registry may go to a token server on this host, which is on another site; may be repeated',
  ),
} satisfies Section;

function pairsOption(
  placeholder: string,
  summary: string,
  told: Pick<ListOption<HostPair>, 'fallback'> = {},
): ListOption<HostPair> {
  const takes = `${placeholder}, two hosts`;
  return { kind: 'list', placeholder, takes, summary, ...told, parse: parsePair };
}

/** `index.docker.io` is another name of Docker Hub. A host that is none is refused where it is used, without quoting it: it may hold a password. */
function parsePair(text: string): HostPair | undefined {
  const [, name, other] = /^([^\s=/@]+)=(\S+)$/.exec(text) ?? [];
  if (name === undefined || other === undefined) return undefined;
  return { registry: /^(?:index|registry-1)\.docker\.io$/.test(name) ? 'docker.io' : name, other };
}
