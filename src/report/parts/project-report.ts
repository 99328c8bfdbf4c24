import type { Diagnostic } from '../../model/diagnostic.ts';
import { distroOf } from '../../model/inventory.ts';
import type { Layer } from '../../model/layer.ts';
import type { Package } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';
import type { Report, SubjectReport } from '../../model/report.ts';
import type {
  DiagnosticJson,
  ImageJson,
  KnowledgeJson,
  LayerJson,
  PackageJson,
  ReportJson,
  SubjectJson,
} from '../../model/report-json.ts';
import { maskInstruction, maskValue, maskVariable } from './masks.ts';
import { compareById, compareText } from './order.ts';
import { projectFinding, projectLocation, projectVulnerability } from './project-vulnerability.ts';
import { diagnosticsOf, originOf, platformOf, sizeOf } from './subject.ts';

/** The report as its JSON form: every key there, sets sorted, secrets of the configuration masked. */
export function projectReport(report: Report): ReportJson {
  return {
    schemaVersion: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    at: report.at,
    knowledge: projectKnowledge(report),
    subjects: report.subjects.map(projectSubject),
  };
}

function projectKnowledge({ knowledge }: Report): KnowledgeJson | null {
  if (knowledge === null) return null;
  return {
    digest: knowledge.digest,
    builtAt: knowledge.builtAt,
    asOf: knowledge.asOf,
    feeds: knowledge.feeds
      .map(({ id, updatedAt, records }) => ({ id, updatedAt, records }))
      .sort((a, b) => compareText(a.id, b.id)),
  };
}

function projectSubject(subject: SubjectReport): SubjectJson {
  const { inventory } = subject;
  return {
    image: projectImage(subject),
    complete: inventory.complete,
    packages: inventory.packages.map((pkg) => projectPackage(pkg, subject)).sort((a, b) => compareText(a.id, b.id)),
    vulnerabilities: [...subject.vulnerabilities].sort(compareById).map(projectVulnerability),
    undecided: [...subject.undecided].sort(compareById).map((u) => ({ id: u.id, package: u.package, why: u.why })),
    findings: inventory.findings.map(projectFinding).sort((a, b) => compareText(a.id, b.id)),
    practices: [],
    policies: [],
    score: null,
    advice: [],
    diagnostics: diagnosticsOf(subject).map(projectDiagnostic),
  };
}

function projectImage(subject: SubjectReport): ImageJson {
  const { inventory, base } = subject;
  const { source, config } = inventory;
  const distro = distroOf(inventory);
  return {
    reference: source.kind === 'image' ? source.reference : source.kind === 'tree' ? source.root : null,
    index: (source.kind === 'image' ? source.index : undefined) ?? null,
    digest: (source.kind === 'image' ? source.manifest : source.kind === 'sbom' ? source.of : undefined) ?? null,
    configDigest: source.kind === 'image' ? (source.config ?? null) : null,
    platform: platformOf(inventory) ?? null,
    created: config?.created ?? null,
    sizeBytes: sizeOf(inventory) ?? null,
    os:
      distro === undefined
        ? null
        : {
            id: distro.id,
            versionId: distro.versionId ?? null,
            prettyName: distro.prettyName,
            endOfLife: subject.endOfLife,
          },
    config:
      config === undefined
        ? null
        : {
            author: config.author ?? null,
            user: config.user ?? null,
            env: config.env.map(maskVariable),
            entrypoint: config.entrypoint.map(maskInstruction),
            cmd: config.cmd.map(maskInstruction),
            workingDir: config.workingDir ?? null,
            exposedPorts: [...config.exposedPorts].sort(compareText),
            volumes: [...config.volumes].sort(compareText),
            labels: Object.fromEntries(
              Object.entries(config.labels)
                .sort(([a], [b]) => compareText(a, b))
                .map(([name, value]) => [name, maskValue(name, value)]),
            ),
            stopSignal: config.stopSignal ?? null,
            shell: [...config.shell],
            healthcheck: config.healthcheck,
          },
    layers: inventory.layers.map(projectLayer),
    base:
      base === null
        ? null
        : {
            reference: base.reference,
            digest: base.digest,
            layers: base.layers,
            certainty: base.certainty,
            reasons: [...base.reasons],
          },
  };
}

function projectLayer(layer: Layer): LayerJson {
  return {
    index: layer.index,
    digest: layer.blob ?? null,
    diffId: layer.diffId ?? null,
    sizeBytes: layer.sizeBytes ?? null,
    instruction: layer.instruction === undefined ? null : maskInstruction(layer.instruction.createdBy),
    dockerfileLine: layer.instruction?.line ?? null,
    origin: layer.origin,
    state: { kind: layer.state.kind, why: layer.state.kind === 'absent' ? layer.state.why : null },
  };
}

function projectPackage(pkg: Package, { inventory }: SubjectReport): PackageJson {
  return {
    id: pkg.id,
    type: pkg.type,
    namespace: pkg.namespace ?? null,
    name: pkg.name,
    version: pkg.version,
    arch: pkg.arch ?? null,
    purl: purlOf(pkg, distroOf(inventory)),
    source: pkg.source === undefined ? null : { name: pkg.source.name, version: pkg.source.version ?? null },
    vendor: pkg.vendor,
    relation: pkg.relation,
    dev: pkg.dev ?? null,
    licenses: [...pkg.licenses].sort(compareText),
    locations: pkg.locations
      .map(projectLocation)
      .sort(
        (a, b) =>
          compareText(a.path, b.path) ||
          compareText(a.inside.join('\n'), b.inside.join('\n')) ||
          (a.layer ?? -1) - (b.layer ?? -1),
      ),
    owner: pkg.owner ?? null,
    introduced: pkg.introduced ?? null,
    origin: originOf(pkg, inventory),
    visible: pkg.visible,
  };
}

function projectDiagnostic(diagnostic: Diagnostic): DiagnosticJson {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    layer: diagnostic.layer ?? null,
    path: diagnostic.path ?? null,
  };
}
