/** What is read of vitest's JSON reporter. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Full names, with the reason as the test prints it. */
  readonly skipped: readonly string[];
  /** Names of what failed. */
  readonly failures: readonly string[];
}

/** Adds up a run. A file that could not even be loaded is one failure. */
export function tallyOf({ testResults }: VitestReport): Tally {
  let passed = 0;
  const skipped: string[] = [];
  const failures: string[] = [];
  for (const { name, status, assertionResults } of testResults) {
    for (const { fullName, status: outcome } of assertionResults) {
      if (outcome === 'passed') passed++;
      else if (outcome === 'failed') failures.push(fullName);
      else skipped.push(fullName);
    }
    if (status === 'failed' && !assertionResults.some((one) => one.status === 'failed')) failures.push(name);
  }
  return { passed, failed: failures.length, skipped, failures };
}

/**
 * Skipped tests that `.ci/run` does not let pass: it installs the programs, so none may be missing. `../shared` is beside some
 * checkouts only; where it is, tests that need it must run too.
 */
export function forbiddenSkips(skipped: readonly string[], hasShared: boolean): readonly string[] {
  return skipped.filter((name) => hasShared || !/\(skipped:[^)]*\.\.\/shared/.test(name));
}
