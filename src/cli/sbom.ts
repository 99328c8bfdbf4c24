import type { Command } from './parts/command.ts';
import { imageOptions, outputOptions } from './parts/option-groups.ts';
import { showReport } from './parts/show-report.ts';

/** What is in an image. */
export const sbom = {
  id: 'sbom',
  summary: 'What is in an image: every package, where it lies and which layer brought it',
  operands: [{ name: 'IMAGE' }],
  options: ['onlyPackageType', ...imageOptions, ...outputOptions],
  examples: [
    {
      line: 'plimsoll sbom --format cyclonedx -o sbom.cdx.json image.tar',
      needs: 'archive',
      what: 'a CycloneDX document',
    },
    {
      line: 'plimsoll sbom --format table --only-package-type npm image.tar',
      needs: 'archive',
      what: 'npm packages to read',
    },
  ],
  run: (session) => showReport(session, 'sbom', 'json', (verbs, name) => verbs.sbom(name, session.signal)),
} as const satisfies Command;
