import type { LazyCommand } from './parts/command.ts';

/** Every command, sorted. */
export const commands = [
  { id: 'cves', load: async () => (await import('./cves.ts')).cves },
  { id: 'db-build', load: async () => (await import('./db-build.ts')).dbBuild },
  { id: 'db-search', load: async () => (await import('./db-search.ts')).dbSearch },
  { id: 'db-status', load: async () => (await import('./db-status.ts')).dbStatus },
  { id: 'explain', load: async () => (await import('./explain.ts')).explain },
  { id: 'help', load: async () => (await import('./help.ts')).help },
  { id: 'lint', load: async () => (await import('./lint.ts')).lint },
  { id: 'lsp', load: async () => (await import('./lsp.ts')).lsp },
  { id: 'quickview', load: async () => (await import('./quickview.ts')).quickview },
  { id: 'sbom', load: async () => (await import('./sbom.ts')).sbom },
  { id: 'scan', load: async () => (await import('./scan.ts')).scan },
  { id: 'version', load: async () => (await import('./version.ts')).version },
] as const satisfies readonly LazyCommand[];
