/** One event of a range, as OSV writes it: exactly one key. */
export interface RangeEvent {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit';
  readonly version: string;
}

/** What one record says about one package of one ecosystem. */
export interface Statement {
  /** `<ecosystem> <name>`, the name folded. */
  readonly key: string;
  readonly names: 'source' | 'binary';
  readonly ranges: readonly (readonly RangeEvent[])[];
  readonly versions: readonly string[];
  readonly notAffected: boolean;
  /** The vendor is still looking. */
  readonly investigating: boolean;
  readonly channel: string | undefined;
  readonly arches: readonly string[] | undefined;
  readonly module: string | undefined;
}

/** One record of one feed, copies and pieces already put together. */
export interface OracleRecord {
  readonly feed: string;
  readonly id: string;
  /** Its id and its aliases. */
  readonly ids: readonly string[];
  /** Flaws that it bundles. */
  readonly covers: readonly string[];
  readonly withdrawn: boolean;
  readonly statements: readonly Statement[];
}

/** A statement with nothing but a key and the defaults. */
export function statementOf(key: string, parts: Partial<Omit<Statement, 'key'>>): Statement {
  return {
    key,
    names: 'source',
    ranges: [],
    versions: [],
    notAffected: false,
    investigating: false,
    channel: undefined,
    arches: undefined,
    module: undefined,
    ...parts,
  };
}

/** docs/matching.md §2: a CVE id and nothing else. */
export function isCve(id: string): boolean {
  return /^CVE-\d{4}-\d{4,19}$/.test(id);
}
