import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system of its own with so much room (`8m`, `64k`), gone when the test is over. */
export function smallDisk(directory: string, size: string): string {
  mkdirSync(directory, { recursive: true });
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory]);
  if (status !== 0) throw new Error(`mount: ${stderr.toString()}`);
  onTestFinished(() => void spawnSync('umount', ['-l', directory]));
  return directory;
}

/** To be put behind the title of a test that skips where nothing may be mounted; empty where it may. */
export function reasonWithoutMount(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory], { stdio: 'ignore' });
  if (status === 0) spawnSync('umount', [directory]);
  rmSync(directory, { recursive: true, force: true });
  return status === 0 ? '' : ' (skipped: needs the right to mount)';
}
