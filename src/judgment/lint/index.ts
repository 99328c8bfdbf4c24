import { exposeSsh } from './expose-ssh.ts';
import type { AnyRule } from './parts/any-rule.ts';
import { passwordByChpasswd } from './password-by-chpasswd.ts';
import { privilegedPort } from './privileged-port.ts';
import { stopsignalInvalid } from './stopsignal-invalid.ts';
import { syntaxError } from './syntax-error.ts';
import { tlsVerificationOff } from './tls-verification-off.ts';
import { unauthenticatedPackages } from './unauthenticated-packages.ts';
import { unusedPragma } from './unused-pragma.ts';
import { volumeSensitive } from './volume-sensitive.ts';
import { workdirSystemDirectory } from './workdir-system-directory.ts';

/** Every rule about Dockerfiles, sorted. */
export const lintRules = [
  exposeSsh,
  passwordByChpasswd,
  privilegedPort,
  stopsignalInvalid,
  syntaxError,
  tlsVerificationOff,
  unauthenticatedPackages,
  unusedPragma,
  volumeSensitive,
  workdirSystemDirectory,
] as const satisfies readonly AnyRule[];
