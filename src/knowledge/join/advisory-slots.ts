import type { Advisory, Affected } from '../../model/knowledge.ts';

/**
 * What is kept of one advisory while the others come: ids as values, everything else as JSON text, which is a fifth of the
 * memory of objects. Pieces of one advisory (a package in Debian's tracker, a release in Alpine's) and copies of it come together here.
 */
export interface AdvisorySlot {
  /** Feed and id, one blank between. */
  readonly reference: string;
  readonly feed: string;
  readonly id: string;
  aliases: readonly string[];
  covers: readonly string[];
  withdrawn: string | undefined;
  validFrom: string;
  /** Two halves of what is not `affected`: what verdicts need, what people read. */
  facts: string;
  text: string;
  /** Each piece: key, `validFrom` of the record that said it, JSON of the `Affected`. */
  readonly pieces: (readonly [key: string, validFrom: string, json: string])[];
}

/** A collector of advisories, whatever their order. */
export interface AdvisorySlots {
  add(advisory: Advisory): void;
  /** Sorted by reference. */
  sorted(): readonly AdvisorySlot[];
}

export function collectAdvisories(): AdvisorySlots {
  const slots = new Map<string, AdvisorySlot>();
  return {
    add(advisory) {
      const reference = `${advisory.feed} ${advisory.id}`;
      const slot = slots.get(reference);
      if (slot === undefined) slots.set(reference, slotOf(reference, advisory));
      else merge(slot, slotOf(reference, advisory));
    },
    sorted: () => [...slots.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1)),
  };
}

/**
 * What the advisory says of each key: of the newest records that name the key, each statement once. A copy of a record in another
 * document may be older or cover fewer packages than this one (docs/matching.md §2).
 */
export function statementsOf(slot: AdvisorySlot): ReadonlyMap<string, readonly string[]> {
  const newest = new Map<string, { validFrom: string; statements: Set<string> }>();
  for (const [key, validFrom, json] of slot.pieces) {
    const known = newest.get(key);
    if (known === undefined || validFrom > known.validFrom) newest.set(key, { validFrom, statements: new Set([json]) });
    else if (validFrom === known.validFrom) known.statements.add(json);
  }
  return new Map([...newest].map(([key, { statements }]) => [key, [...statements].sort()]));
}

/** The advisory with all its pieces, each key's statements in the order of the keys. */
export function advisoryOf(slot: AdvisorySlot): Advisory {
  const statements = [...statementsOf(slot)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    kind: 'advisory',
    ...(JSON.parse(slot.facts) as Omit<Advisory, 'kind' | 'affected'>),
    ...(JSON.parse(slot.text) as Partial<Advisory>),
    affected: statements.flatMap(([, list]) => list.map((json) => JSON.parse(json) as Affected)),
  };
}

function slotOf(reference: string, advisory: Advisory): AdvisorySlot {
  const { feed, id, digest, aliases, covers, withdrawn, ratings, validFrom } = advisory;
  const { title, description, references, cwes, published } = advisory;
  return {
    reference,
    feed,
    id,
    aliases,
    covers,
    withdrawn,
    validFrom: validFrom ?? '',
    facts: JSON.stringify({ feed, id, digest, validFrom, aliases, covers, withdrawn, ratings }),
    text: JSON.stringify({ title, description, references, cwes, published }),
    pieces: advisory.affected.map((affected) => [affected.key, validFrom ?? '', JSON.stringify(affected)]),
  };
}

/** The newest record's facts count; of equally new ones those whose text is less, so that order does not matter. */
function merge(slot: AdvisorySlot, other: AdvisorySlot): void {
  for (const piece of other.pieces) slot.pieces.push(piece);
  if (other.validFrom < slot.validFrom) return;
  if (other.validFrom === slot.validFrom && slot.facts + slot.text <= other.facts + other.text) return;
  const { aliases, covers, withdrawn, validFrom, facts, text } = other;
  Object.assign(slot, { aliases, covers, withdrawn, validFrom, facts, text });
}
