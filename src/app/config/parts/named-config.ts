import { basename } from 'node:path';
import { readConfigFile } from './config-file.ts';
import { isHadolintConfig, readHadolintConfig } from './hadolint-config.ts';
import type { LintFile } from './lint-config.ts';
import { YamlFile } from './yaml-file.ts';

/** Reads the file that `--config` names. Whose form it has is told by what it says; ours when it fits both. Codes: `config/…`. */
export function readNamedConfig(path: string): LintFile {
  const file = new YamlFile(path);
  if (!/^plimsoll\.ya?ml$/.test(basename(path)) && isHadolintConfig(file.top())) return readHadolintConfig(file);
  const { given, lint } = readConfigFile(path);
  return { given, section: lint, remarks: [] };
}

/** Reads a file that is hadolint's by its place. */
export function readFoundConfig(path: string): LintFile {
  return readHadolintConfig(new YamlFile(path));
}
