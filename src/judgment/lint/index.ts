import { addExtractsArchives } from './add-extracts-archives.ts';
import { addWithoutChecksum } from './add-without-checksum.ts';
import { apkNoCache } from './apk-no-cache.ts';
import { apkPinVersions } from './apk-pin-versions.ts';
import { aptListsLeft } from './apt-lists-left.ts';
import { aptNoInstallRecommends } from './apt-no-install-recommends.ts';
import { aptPinVersions } from './apt-pin-versions.ts';
import { aptYes } from './apt-yes.ts';
import { baseDigestMissing } from './base-digest-missing.ts';
import { baseEndOfLife } from './base-end-of-life.ts';
import { basePlatformMismatch } from './base-platform-mismatch.ts';
import { baseSmaller } from './base-smaller.ts';
import { baseUntrusted } from './base-untrusted.ts';
import { baseVulnerable } from './base-vulnerable.ts';
import { buildToolsInFinalImage } from './build-tools-in-final-image.ts';
import { cacheOrder } from './cache-order.ts';
import { chownLayer } from './chown-layer.ts';
import { consecutiveRuns } from './consecutive-runs.ts';
import { copyFromItself } from './copy-from-itself.ts';
import { copyFromUnknownStage } from './copy-from-unknown-stage.ts';
import { copyIgnoredFile } from './copy-ignored-file.ts';
import { copyManyToDirectory } from './copy-many-to-directory.ts';
import { copyNotAdd } from './copy-not-add.ts';
import { copyRelativeWithoutWorkdir } from './copy-relative-without-workdir.ts';
import { copyWholeStage } from './copy-whole-stage.ts';
import { curlPipeShell } from './curl-pipe-shell.ts';
import { debugTools } from './debug-tools.ts';
import { definitionDescription } from './definition-description.ts';
import { deprecatedInstructionForm } from './deprecated-instruction-form.ts';
import { devDependenciesInFinalImage } from './dev-dependencies-in-final-image.ts';
import { dnfClean } from './dnf-clean.ts';
import { dnfPinVersions } from './dnf-pin-versions.ts';
import { dnfYes } from './dnf-yes.ts';
import { dockerignoreIneffective } from './dockerignore-ineffective.ts';
import { dockerignoreMissing } from './dockerignore-missing.ts';
import { emptyContinuation } from './empty-continuation.ts';
import { envRefersToItself } from './env-refers-to-itself.ts';
import { execForm } from './exec-form.ts';
import { exposeInvalidFormat } from './expose-invalid-format.ts';
import { exposeProtocolCase } from './expose-protocol-case.ts';
import { exposeSsh } from './expose-ssh.ts';
import { fromAsCase } from './from-as-case.ts';
import { fromPlatformConstant } from './from-platform-constant.ts';
import { fromPlatformFlag } from './from-platform-flag.ts';
import { gemPinVersions } from './gem-pin-versions.ts';
import { goPinVersions } from './go-pin-versions.ts';
import { healthcheckMissing } from './healthcheck-missing.ts';
import { imageLatest } from './image-latest.ts';
import { imageTagMissing } from './image-tag-missing.ts';
import { inlineIgnorePragma } from './inline-ignore-pragma.ts';
import { instructionCase } from './instruction-case.ts';
import { instructionOrder } from './instruction-order.ts';
import { invalidDefaultArg } from './invalid-default-arg.ts';
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
import { lastUserRoot } from './last-user-root.ts';
import { legacyKeyValue } from './legacy-key-value.ts';
import { maintainerDeprecated } from './maintainer-deprecated.ts';
import { multipleCmds } from './multiple-cmds.ts';
import { multipleEntrypoints } from './multiple-entrypoints.ts';
import { multipleHealthchecks } from './multiple-healthchecks.ts';
import { noApt } from './no-apt.ts';
import { noDistUpgrade } from './no-dist-upgrade.ts';
import { noSudo } from './no-sudo.ts';
import { npmPinVersions } from './npm-pin-versions.ts';
import { numericUser } from './numeric-user.ts';
import { onbuildForbiddenTrigger } from './onbuild-forbidden-trigger.ts';
import { packageCacheLeft } from './package-cache-left.ts';
import { packageUpdateAlone } from './package-update-alone.ts';
import type { AnyRule } from './parts/any-rule.ts';
import { passwordByChpasswd } from './password-by-chpasswd.ts';
import { pipNoCache } from './pip-no-cache.ts';
import { pipPinVersions } from './pip-pin-versions.ts';
import { pipefail } from './pipefail.ts';
import { portOutOfRange } from './port-out-of-range.ts';
import { privilegedPort } from './privileged-port.ts';
import { redundantTargetPlatform } from './redundant-target-platform.ts';
import { secretInArgOrEnv } from './secret-in-arg-or-env.ts';
import { secretInCopy } from './secret-in-copy.ts';
import { secretInRun } from './secret-in-run.ts';
import { secretMount } from './secret-mount.ts';
import { severalProcesses } from './several-processes.ts';
import { shellAmpersandSemicolon } from './shell-ampersand-semicolon.ts';
import { shellAndOrAsIf } from './shell-and-or-as-if.ts';
import { shellArithmeticStyle } from './shell-arithmetic-style.ts';
import { shellArrayBraces } from './shell-array-braces.ts';
import { shellAssignmentBlank } from './shell-assignment-blank.ts';
import { shellAssignmentForm } from './shell-assignment-form.ts';
import { shellBackticks } from './shell-backticks.ts';
import { shellCdAndBack } from './shell-cd-and-back.ts';
import { shellCdUnchecked } from './shell-cd-unchecked.ts';
import { shellCharacterClass } from './shell-character-class.ts';
import { shellCommandAsValue } from './shell-command-as-value.ts';
import { shellConstantTest } from './shell-constant-test.ts';
import { shellDefaultAssignment } from './shell-default-assignment.ts';
import { shellEchoEscapes } from './shell-echo-escapes.ts';
import { shellExportOfValue } from './shell-export-of-value.ts';
import { shellFileOntoItself } from './shell-file-onto-itself.ts';
import { shellFindActions } from './shell-find-actions.ts';
import { shellFindWithoutPath } from './shell-find-without-path.ts';
import { shellFindXargs } from './shell-find-xargs.ts';
import { shellGlobAsOption } from './shell-glob-as-option.ts';
import { shellGrepCount } from './shell-grep-count.ts';
import { shellGrepInTest } from './shell-grep-in-test.ts';
import { shellInnerQuotes } from './shell-inner-quotes.ts';
import { shellInstruction } from './shell-instruction.ts';
import { shellKeywordAsWord } from './shell-keyword-as-word.ts';
import { shellKeywordCase } from './shell-keyword-case.ts';
import { shellLegacyGrep } from './shell-legacy-grep.ts';
import { shellListAsText } from './shell-list-as-text.ts';
import { shellLiteralBrace } from './shell-literal-brace.ts';
import { shellLocalOutsideFunction } from './shell-local-outside-function.ts';
import { shellLonelyDollar } from './shell-lonely-dollar.ts';
import { shellLoopDollar } from './shell-loop-dollar.ts';
import { shellLoopOverOutput } from './shell-loop-over-output.ts';
import { shellLostAssignment } from './shell-lost-assignment.ts';
import { shellLsOutput } from './shell-ls-output.ts';
import { shellMakeDirectoryMode } from './shell-make-directory-mode.ts';
import { shellMaskedStatus } from './shell-masked-status.ts';
import { shellMissingSpace } from './shell-missing-space.ts';
import { shellNeedlessEscape } from './shell-needless-escape.ts';
import { shellNoBreakSpace } from './shell-no-break-space.ts';
import { shellNotPosix } from './shell-not-posix.ts';
import { shellOddCommand } from './shell-odd-command.ts';
import { shellOutputAsCommand } from './shell-output-as-command.ts';
import { shellPathOverwritten } from './shell-path-overwritten.ts';
import { shellPatternInValue } from './shell-pattern-in-value.ts';
import { shellPrefixAssignment } from './shell-prefix-assignment.ts';
import { shellPrintfFormat } from './shell-printf-format.ts';
import { shellPsGrep } from './shell-ps-grep.ts';
import { shellQuotedTilde } from './shell-quoted-tilde.ts';
import { shellQuotesInValue } from './shell-quotes-in-value.ts';
import { shellReadWithoutR } from './shell-read-without-r.ts';
import { shellRedirectOrder } from './shell-redirect-order.ts';
import { shellRemovesSystemDirectory } from './shell-removes-system-directory.ts';
import { shellRepeatedRedirect } from './shell-repeated-redirect.ts';
import { shellSingleQuotedExpansion } from './shell-single-quoted-expansion.ts';
import { shellSingleRound } from './shell-single-round.ts';
import { shellStatusTest } from './shell-status-test.ts';
import { shellStdinIgnored } from './shell-stdin-ignored.ts';
import { shellSubshellTest } from './shell-subshell-test.ts';
import { shellSudoRedirect } from './shell-sudo-redirect.ts';
import { shellSyntaxError } from './shell-syntax-error.ts';
import { shellTestAndOr } from './shell-test-and-or.ts';
import { shellTestOfPattern } from './shell-test-of-pattern.ts';
import { shellTrapExpandsEarly } from './shell-trap-expands-early.ts';
import { shellUndefinedVariable } from './shell-undefined-variable.ts';
import { shellUnquotedList } from './shell-unquoted-list.ts';
import { shellUnquotedPattern } from './shell-unquoted-pattern.ts';
import { shellUnquotedSubstitution } from './shell-unquoted-substitution.ts';
import { shellUnquotedVariable } from './shell-unquoted-variable.ts';
import { shellUnreachable } from './shell-unreachable.ts';
import { shellUnread } from './shell-unread.ts';
import { shellUnusedVariable } from './shell-unused-variable.ts';
import { shellUselessCat } from './shell-useless-cat.ts';
import { shellUselessEcho } from './shell-useless-echo.ts';
import { shellValueAsPattern } from './shell-value-as-pattern.ts';
import { shellXComparison } from './shell-x-comparison.ts';
import { sortedArguments } from './sorted-arguments.ts';
import { stageNameCase } from './stage-name-case.ts';
import { stageNameReserved } from './stage-name-reserved.ts';
import { stageNameUnique } from './stage-name-unique.ts';
import { stopsignalInvalid } from './stopsignal-invalid.ts';
import { syntaxError } from './syntax-error.ts';
import { tlsVerificationOff } from './tls-verification-off.ts';
import { trustedRegistry } from './trusted-registry.ts';
import { unauthenticatedPackages } from './unauthenticated-packages.ts';
import { undefinedArgInFrom } from './undefined-arg-in-from.ts';
import { undefinedVariable } from './undefined-variable.ts';
import { unpinnedGitClone } from './unpinned-git-clone.ts';
import { unreproducibleRun } from './unreproducible-run.ts';
import { unusedPragma } from './unused-pragma.ts';
import { unusedStage } from './unused-stage.ts';
import { unverifiedDownload } from './unverified-download.ts';
import { updateNotJoined } from './update-not-joined.ts';
import { upgradeWithoutReason } from './upgrade-without-reason.ts';
import { useWorkdir } from './use-workdir.ts';
import { uselessInContainer } from './useless-in-container.ts';
import { userMissing } from './user-missing.ts';
import { useraddNoLogInit } from './useradd-no-log-init.ts';
import { volumeSensitive } from './volume-sensitive.ts';
import { wgetAndCurl } from './wget-and-curl.ts';
import { wgetProgress } from './wget-progress.ts';
import { workdirAbsolute } from './workdir-absolute.ts';
import { workdirRelative } from './workdir-relative.ts';
import { workdirSystemDirectory } from './workdir-system-directory.ts';
import { worldWritable } from './world-writable.ts';
import { yarnCacheClean } from './yarn-cache-clean.ts';
import { yumClean } from './yum-clean.ts';
import { yumPinVersions } from './yum-pin-versions.ts';
import { yumYes } from './yum-yes.ts';
import { zypperClean } from './zypper-clean.ts';
import { zypperDistUpgrade } from './zypper-dist-upgrade.ts';
import { zypperPinVersions } from './zypper-pin-versions.ts';
import { zypperYes } from './zypper-yes.ts';

/** Every rule about Dockerfiles, sorted. */
export const lintRules = [
  addExtractsArchives,
  addWithoutChecksum,
  apkNoCache,
  apkPinVersions,
  aptListsLeft,
  aptNoInstallRecommends,
  aptPinVersions,
  aptYes,
  baseDigestMissing,
  baseEndOfLife,
  basePlatformMismatch,
  baseSmaller,
  baseUntrusted,
  baseVulnerable,
  buildToolsInFinalImage,
  cacheOrder,
  chownLayer,
  consecutiveRuns,
  copyFromItself,
  copyFromUnknownStage,
  copyIgnoredFile,
  copyManyToDirectory,
  copyNotAdd,
  copyRelativeWithoutWorkdir,
  copyWholeStage,
  curlPipeShell,
  debugTools,
  definitionDescription,
  deprecatedInstructionForm,
  devDependenciesInFinalImage,
  dnfClean,
  dnfPinVersions,
  dnfYes,
  dockerignoreIneffective,
  dockerignoreMissing,
  emptyContinuation,
  envRefersToItself,
  execForm,
  exposeInvalidFormat,
  exposeProtocolCase,
  exposeSsh,
  fromAsCase,
  fromPlatformConstant,
  fromPlatformFlag,
  gemPinVersions,
  goPinVersions,
  healthcheckMissing,
  imageLatest,
  imageTagMissing,
  inlineIgnorePragma,
  instructionCase,
  instructionOrder,
  invalidDefaultArg,
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
  lastUserRoot,
  legacyKeyValue,
  maintainerDeprecated,
  multipleCmds,
  multipleEntrypoints,
  multipleHealthchecks,
  noApt,
  noDistUpgrade,
  noSudo,
  npmPinVersions,
  numericUser,
  onbuildForbiddenTrigger,
  packageCacheLeft,
  packageUpdateAlone,
  passwordByChpasswd,
  pipNoCache,
  pipPinVersions,
  pipefail,
  portOutOfRange,
  privilegedPort,
  redundantTargetPlatform,
  secretInArgOrEnv,
  secretInCopy,
  secretInRun,
  secretMount,
  severalProcesses,
  shellAmpersandSemicolon,
  shellAndOrAsIf,
  shellArithmeticStyle,
  shellArrayBraces,
  shellAssignmentBlank,
  shellAssignmentForm,
  shellBackticks,
  shellCdAndBack,
  shellCdUnchecked,
  shellCharacterClass,
  shellCommandAsValue,
  shellConstantTest,
  shellDefaultAssignment,
  shellEchoEscapes,
  shellExportOfValue,
  shellFileOntoItself,
  shellFindActions,
  shellFindWithoutPath,
  shellFindXargs,
  shellGlobAsOption,
  shellGrepCount,
  shellGrepInTest,
  shellInnerQuotes,
  shellInstruction,
  shellKeywordAsWord,
  shellKeywordCase,
  shellLegacyGrep,
  shellListAsText,
  shellLiteralBrace,
  shellLocalOutsideFunction,
  shellLonelyDollar,
  shellLoopDollar,
  shellLoopOverOutput,
  shellLostAssignment,
  shellLsOutput,
  shellMakeDirectoryMode,
  shellMaskedStatus,
  shellMissingSpace,
  shellNeedlessEscape,
  shellNoBreakSpace,
  shellNotPosix,
  shellOddCommand,
  shellOutputAsCommand,
  shellPathOverwritten,
  shellPatternInValue,
  shellPrefixAssignment,
  shellPrintfFormat,
  shellPsGrep,
  shellQuotedTilde,
  shellQuotesInValue,
  shellReadWithoutR,
  shellRedirectOrder,
  shellRemovesSystemDirectory,
  shellRepeatedRedirect,
  shellSingleQuotedExpansion,
  shellSingleRound,
  shellStatusTest,
  shellStdinIgnored,
  shellSubshellTest,
  shellSudoRedirect,
  shellSyntaxError,
  shellTestAndOr,
  shellTestOfPattern,
  shellTrapExpandsEarly,
  shellUndefinedVariable,
  shellUnquotedList,
  shellUnquotedPattern,
  shellUnquotedSubstitution,
  shellUnquotedVariable,
  shellUnreachable,
  shellUnread,
  shellUnusedVariable,
  shellUselessCat,
  shellUselessEcho,
  shellValueAsPattern,
  shellXComparison,
  sortedArguments,
  stageNameCase,
  stageNameReserved,
  stageNameUnique,
  stopsignalInvalid,
  syntaxError,
  tlsVerificationOff,
  trustedRegistry,
  unauthenticatedPackages,
  undefinedArgInFrom,
  undefinedVariable,
  unpinnedGitClone,
  unreproducibleRun,
  unusedPragma,
  unusedStage,
  unverifiedDownload,
  updateNotJoined,
  upgradeWithoutReason,
  useWorkdir,
  uselessInContainer,
  userMissing,
  useraddNoLogInit,
  volumeSensitive,
  wgetAndCurl,
  wgetProgress,
  workdirAbsolute,
  workdirRelative,
  workdirSystemDirectory,
  worldWritable,
  yarnCacheClean,
  yumClean,
  yumPinVersions,
  yumYes,
  zypperClean,
  zypperDistUpgrade,
  zypperPinVersions,
  zypperYes,
] as const satisfies readonly AnyRule[];
