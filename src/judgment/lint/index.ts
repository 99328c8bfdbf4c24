import { addExtractsArchives } from './add-extracts-archives.ts';
import { addWithoutChecksum } from './add-without-checksum.ts';
import { apkPinVersions } from './apk-pin-versions.ts';
import { aptPinVersions } from './apt-pin-versions.ts';
import { baseDigestMissing } from './base-digest-missing.ts';
import { baseEndOfLife } from './base-end-of-life.ts';
import { baseSmaller } from './base-smaller.ts';
import { baseUntrusted } from './base-untrusted.ts';
import { baseVulnerable } from './base-vulnerable.ts';
import { copyFromItself } from './copy-from-itself.ts';
import { copyFromUnknownStage } from './copy-from-unknown-stage.ts';
import { copyManyToDirectory } from './copy-many-to-directory.ts';
import { copyNotAdd } from './copy-not-add.ts';
import { copyRelativeWithoutWorkdir } from './copy-relative-without-workdir.ts';
import { copyWholeStage } from './copy-whole-stage.ts';
import { deprecatedInstructionForm } from './deprecated-instruction-form.ts';
import { dnfPinVersions } from './dnf-pin-versions.ts';
import { envRefersToItself } from './env-refers-to-itself.ts';
import { execForm } from './exec-form.ts';
import { exposeSsh } from './expose-ssh.ts';
import { fromPlatformFlag } from './from-platform-flag.ts';
import { gemPinVersions } from './gem-pin-versions.ts';
import { goPinVersions } from './go-pin-versions.ts';
import { imageLatest } from './image-latest.ts';
import { imageTagMissing } from './image-tag-missing.ts';
import { inlineIgnorePragma } from './inline-ignore-pragma.ts';
import { instructionOrder } from './instruction-order.ts';
import { labelAnnotationsMissing } from './label-annotations-missing.ts';
import { labelEmail } from './label-email.ts';
import { labelEmpty } from './label-empty.ts';
import { labelHash } from './label-hash.ts';
import { labelKeyInvalid } from './label-key-invalid.ts';
import { labelLicense } from './label-license.ts';
import { labelMissing } from './label-missing.ts';
import { labelSemver } from './label-semver.ts';
import { labelSuperfluous } from './label-superfluous.ts';
import { labelTime } from './label-time.ts';
import { labelUrl } from './label-url.ts';
import { multipleCmds } from './multiple-cmds.ts';
import { multipleEntrypoints } from './multiple-entrypoints.ts';
import { multipleHealthchecks } from './multiple-healthchecks.ts';
import { npmPinVersions } from './npm-pin-versions.ts';
import { onbuildForbiddenTrigger } from './onbuild-forbidden-trigger.ts';
import type { AnyRule } from './parts/any-rule.ts';
import { passwordByChpasswd } from './password-by-chpasswd.ts';
import { pipNoCache } from './pip-no-cache.ts';
import { pipPinVersions } from './pip-pin-versions.ts';
import { portOutOfRange } from './port-out-of-range.ts';
import { privilegedPort } from './privileged-port.ts';
import { redundantTargetPlatform } from './redundant-target-platform.ts';
import { secretInCopy } from './secret-in-copy.ts';
import { secretInRun } from './secret-in-run.ts';
import { secretMount } from './secret-mount.ts';
import { stageNameReserved } from './stage-name-reserved.ts';
import { stageNameUnique } from './stage-name-unique.ts';
import { stopsignalInvalid } from './stopsignal-invalid.ts';
import { syntaxError } from './syntax-error.ts';
import { tlsVerificationOff } from './tls-verification-off.ts';
import { trustedRegistry } from './trusted-registry.ts';
import { unauthenticatedPackages } from './unauthenticated-packages.ts';
import { unusedPragma } from './unused-pragma.ts';
import { unusedStage } from './unused-stage.ts';
import { volumeSensitive } from './volume-sensitive.ts';
import { workdirAbsolute } from './workdir-absolute.ts';
import { workdirRelative } from './workdir-relative.ts';
import { workdirSystemDirectory } from './workdir-system-directory.ts';
import { yumPinVersions } from './yum-pin-versions.ts';
import { zypperPinVersions } from './zypper-pin-versions.ts';

/** Every rule about Dockerfiles, sorted. */
export const lintRules = [
  addExtractsArchives,
  addWithoutChecksum,
  apkPinVersions,
  aptPinVersions,
  baseDigestMissing,
  baseEndOfLife,
  baseSmaller,
  baseUntrusted,
  baseVulnerable,
  copyFromItself,
  copyFromUnknownStage,
  copyManyToDirectory,
  copyNotAdd,
  copyRelativeWithoutWorkdir,
  copyWholeStage,
  deprecatedInstructionForm,
  dnfPinVersions,
  envRefersToItself,
  execForm,
  exposeSsh,
  fromPlatformFlag,
  gemPinVersions,
  goPinVersions,
  imageLatest,
  imageTagMissing,
  inlineIgnorePragma,
  instructionOrder,
  labelAnnotationsMissing,
  labelEmail,
  labelEmpty,
  labelHash,
  labelKeyInvalid,
  labelLicense,
  labelMissing,
  labelSemver,
  labelSuperfluous,
  labelTime,
  labelUrl,
  multipleCmds,
  multipleEntrypoints,
  multipleHealthchecks,
  npmPinVersions,
  onbuildForbiddenTrigger,
  passwordByChpasswd,
  pipNoCache,
  pipPinVersions,
  portOutOfRange,
  privilegedPort,
  redundantTargetPlatform,
  secretInCopy,
  secretInRun,
  secretMount,
  stageNameReserved,
  stageNameUnique,
  stopsignalInvalid,
  syntaxError,
  tlsVerificationOff,
  trustedRegistry,
  unauthenticatedPackages,
  unusedPragma,
  unusedStage,
  volumeSensitive,
  workdirAbsolute,
  workdirRelative,
  workdirSystemDirectory,
  yumPinVersions,
  zypperPinVersions,
] as const satisfies readonly AnyRule[];
