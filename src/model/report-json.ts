// docs/reference/report.schema.json is made from these declarations by tools/make-schema.ts, which knows interfaces, arrays, unions,
// literals, Record<string, …> and names declared here: nothing more may be used.

/**
 * A report as JSON. Every key is always there: what is not known is `null`. Sets are sorted by code units; `env`, `cmd`, `entrypoint`
 * and `layers` keep the order of the image.
 */
export interface ReportJson {
  readonly schemaVersion: 1;
  readonly tool: ToolJson;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `null` when nothing was looked up. */
  readonly knowledge: KnowledgeJson | null;
  /** One per image and platform. */
  readonly subjects: readonly SubjectJson[];
}

export interface ToolJson {
  readonly name: 'plimsoll';
  readonly version: string;
}

export interface KnowledgeJson {
  readonly digest: string;
  /** When it was put together. */
  readonly builtAt: string;
  /** Newest date that any of its documents carries. */
  readonly asOf: string;
  readonly feeds: readonly FeedJson[];
}

export interface FeedJson {
  readonly id: string;
  readonly updatedAt: string | null;
  readonly records: number;
}

export interface SubjectJson {
  readonly image: ImageJson;
  /** Whether every layer was read whole. */
  readonly complete: boolean;
  readonly packages: readonly PackageJson[];
  /** One per flaw and package; all ids of a flaw are folded into one. */
  readonly vulnerabilities: readonly VulnerabilityJson[];
  /** Flaws of which it cannot be said whether the package has them. */
  readonly undecided: readonly UndecidedJson[];
  readonly findings: readonly FindingJson[];
  readonly practices: readonly PracticeJson[];
  readonly policies: readonly PolicyJson[];
  readonly score: ScoreJson | null;
  readonly advice: readonly AdviceJson[];
  /** What was bad, missing or not looked at. */
  readonly diagnostics: readonly DiagnosticJson[];
}

/** What was looked at. Of a directory or an SBOM only `reference` and `digest` apply. */
export interface ImageJson {
  /** As the user named it; the path of a directory. */
  readonly reference: string | null;
  readonly index: string | null;
  /** Of the manifest; `null` when the source has none. */
  readonly digest: string | null;
  readonly configDigest: string | null;
  readonly platform: string | null;
  readonly created: string | null;
  /** Sum of the layers as stored or sent. */
  readonly sizeBytes: number | null;
  readonly os: OsJson | null;
  readonly config: ConfigJson | null;
  readonly layers: readonly LayerJson[];
  readonly base: BaseJson | null;
}

export interface OsJson {
  readonly id: string;
  readonly versionId: string | null;
  readonly prettyName: string;
  /** ISO day, or whether it ended when no day is known. */
  readonly endOfLife: string | boolean | null;
}

export interface ConfigJson {
  readonly author: string | null;
  readonly user: string | null;
  /** Values that look secret are masked. */
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workingDir: string | null;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly stopSignal: string | null;
  readonly shell: readonly string[];
  readonly healthcheck: boolean;
}

export interface LayerJson {
  readonly index: number;
  /** Of the bytes as stored or sent. */
  readonly digest: string | null;
  /** Of the uncompressed bytes, as computed here. */
  readonly diffId: string | null;
  readonly sizeBytes: number | null;
  readonly instruction: string | null;
  readonly dockerfileLine: number | null;
  readonly origin: 'base' | 'app' | 'unknown';
  readonly state: LayerStateJson;
}

export interface LayerStateJson {
  readonly kind: 'read' | 'absent' | 'partial';
  readonly why: 'foreign' | 'encrypted' | 'unreachable' | 'unsupported' | null;
}

export interface BaseJson {
  readonly reference: string | null;
  readonly digest: string | null;
  /** How many of the bottom layers are the base's. */
  readonly layers: number;
  readonly certainty: 'label' | 'history';
  readonly reasons: readonly string[];
}

export interface PackageJson {
  /** Unique within the subject. */
  readonly id: string;
  /** As in purl. */
  readonly type: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly version: string;
  readonly arch: string | null;
  readonly purl: string;
  readonly source: SourcePackageJson | null;
  readonly vendor: 'distro' | 'third-party' | 'unknown';
  readonly relation: 'root' | 'direct' | 'transitive' | 'unknown';
  readonly dev: boolean | null;
  readonly licenses: readonly string[];
  readonly locations: readonly LocationJson[];
  /** Id of the OS package that its files belong to. */
  readonly owner: string | null;
  /** Index of the layer since which it has been there. */
  readonly introduced: number | null;
  readonly origin: 'base' | 'app' | 'unknown';
  readonly visible: boolean;
}

export interface SourcePackageJson {
  readonly name: string;
  readonly version: string | null;
}

export interface LocationJson {
  readonly layer: number | null;
  readonly path: string;
  /** Archives in archives, outermost first. */
  readonly inside: readonly string[];
}

export interface VulnerabilityJson {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string | null;
  readonly description: string | null;
  readonly references: readonly string[];
  readonly cwes: readonly string[];
  readonly published: string | null;
  /** Id of the package. */
  readonly package: string;
  readonly status: 'fixed' | 'not-yet' | 'will-not-fix' | 'deferred' | 'end-of-life' | 'investigating' | 'unknown';
  readonly fixes: readonly FixJson[];
  readonly severity: SeverityJson;
  /** Whose word the severity is. */
  readonly severitySource: string;
  readonly ratings: readonly RatingJson[];
  readonly epss: EpssJson | null;
  readonly kev: KevJson | null;
  /** 0–100. */
  readonly risk: number;
  readonly origin: 'base' | 'app' | 'unknown';
  readonly layer: number | null;
  readonly suppressed: SuppressionJson | null;
  readonly evidence: readonly EvidenceJson[];
}

export type SeverityJson = 'critical' | 'high' | 'medium' | 'low' | 'unknown';

export interface FixJson {
  readonly version: string;
  readonly channel: string | null;
}

export interface RatingJson {
  readonly source: string;
  /** Of CVSS, or `word` for a scale of words. */
  readonly version: string;
  readonly vector: string | null;
  readonly score: number | null;
  readonly severity: SeverityJson;
}

export interface EpssJson {
  readonly score: number;
  readonly percentile: number;
}

export interface KevJson {
  readonly dueDate: string | null;
  readonly ransomware: boolean;
}

export interface SuppressionJson {
  readonly by: string;
  readonly reason: string;
}

export type EvidenceJson = FileEvidence | ConfigEvidence | DockerfileEvidence | AdvisoryEvidence | ComparisonEvidence;

export interface FileEvidence {
  readonly kind: 'file';
  readonly location: LocationJson;
  /** First byte and the one after the last. */
  readonly bytes: readonly number[] | null;
  readonly line: number | null;
}

export interface ConfigEvidence {
  readonly kind: 'config';
  /** JSON pointer into the image's configuration. */
  readonly pointer: string;
}

export interface DockerfileEvidence {
  readonly kind: 'dockerfile';
  readonly file: string;
  readonly line: number;
}

export interface AdvisoryEvidence {
  readonly kind: 'advisory';
  readonly feed: string;
  readonly id: string;
  /** Of the document that held the record. */
  readonly digest: string;
}

export interface ComparisonEvidence {
  readonly kind: 'comparison';
  readonly scheme: string;
  readonly installed: string;
  readonly bound: string;
}

export interface UndecidedJson {
  readonly id: string;
  readonly package: string;
  readonly why:
    | 'version-not-parsable'
    | 'distro-unknown'
    | 'third-party-package'
    | 'no-data-for-release'
    | 'under-investigation';
}

export interface FindingJson {
  readonly id: string;
  readonly kind: string;
  readonly rule: string;
  readonly severity: SeverityJson;
  readonly title: string;
  readonly layer: number | null;
  readonly path: string | null;
  readonly line: number | null;
  readonly bytes: readonly number[] | null;
  readonly visible: boolean;
  readonly owner: string | null;
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly evidence: readonly EvidenceJson[];
  readonly fix: string | null;
}

export interface PracticeJson {
  readonly id: string;
  readonly outcome: OutcomeJson;
  readonly title: string;
  readonly evidence: readonly EvidenceJson[];
  readonly fix: string | null;
}

export interface PolicyJson {
  readonly id: string;
  readonly outcome: OutcomeJson;
  readonly violations: readonly string[];
}

export type OutcomeJson = 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable';

export interface ScoreJson {
  readonly grade: string;
  readonly value: number;
}

export interface AdviceJson {
  readonly kind: string;
  readonly title: string;
  readonly removes: number;
  readonly adds: number;
  readonly patch: string | null;
}

export interface DiagnosticJson {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly layer: number | null;
  readonly path: string | null;
}
