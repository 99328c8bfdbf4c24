/** `80`, `8000-8010/udp`. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** Lower case; `tcp` when it is not told. */
  readonly protocol: string;
}

/** The ports that a word of EXPOSE names; undefined when it names none. A part for the host (`8080:80`) is passed over, as BuildKit does. */
export function parsePorts(text: string): PortRange | undefined {
  const match = /^(?:.*:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/([a-zA-Z]+))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  const protocol = (match[3] ?? 'tcp').toLowerCase();
  return first > last || last > 65_535 || !['tcp', 'udp', 'sctp'].includes(protocol)
    ? undefined
    : { first, last, protocol };
}
