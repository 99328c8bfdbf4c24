import type { Command } from './commands.ts';

/** `pip install`, `pip3.12 install`, `python3 -m pip install`; also `pipx install`, which is no cache's matter. */
export function isPipInstall({ name, args }: Command): boolean {
  if (/^pip(?!env)/.test(name)) return args.some(({ text }) => text === 'install');
  if (!name.startsWith('python')) return false;
  return args.some(({ text }, at) => text === '-m' && args[at + 1]?.text === 'pip' && args[at + 2]?.text === 'install');
}
