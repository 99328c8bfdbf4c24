import type { Evidence, Location } from './evidence.ts';
import type { PackageId } from './package.ts';
import type { Severity } from './severity.ts';

/** Hash of stable parts (rule, path or package, content hash; no layer index, no line number): baselines and exceptions hang on it. */
export type FindingId = string & { readonly __brand?: 'FindingId' };

export interface Finding {
  readonly id: FindingId;
  readonly kind: 'secret' | 'file' | 'permission' | 'integrity' | 'malware' | 'hardening' | 'waste' | 'lint';
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  readonly locations: readonly Location[];
  /** Whether the final image still shows it. */
  readonly visible: boolean;
  readonly owner?: PackageId;
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly evidence: readonly Evidence[];
  readonly fix?: string;
}
