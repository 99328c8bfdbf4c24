import type { LintRule, Violation } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { type Argument, programsOf } from './parts/programs.ts';
import { removeWord } from './parts/remove-word.ts';

interface Case {
  readonly programs: RegExp;
  readonly argument: RegExp;
  readonly alias?: string;
}

const CASES: readonly Case[] = [
  { programs: /^apk$/, argument: /^--allow-untrusted$/, alias: 'CKV2_DOCKER_7' },
  {
    programs: /^apt(?:-get|itude)?$/,
    argument:
      /^--allow-(?:unauthenticated|insecure-repositories)$|^(?:-o)?(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)=(?:true|1|yes)$/i,
    alias: 'CKV2_DOCKER_8',
  },
  { programs: /^apt(?:-get|itude)?$/, argument: /^--force-yes$/, alias: 'CKV2_DOCKER_11' },
  {
    programs: /^(?:yum|dnf\d?|microdnf|tdnf|rpm|yum-config-manager)$/,
    argument:
      /^(?:--nogpgcheck|--no-gpgchecks|(?:--setopt=)?(?:\S+\.)?(?:gpgcheck|localpkg_gpgcheck)=(?:0|false|no))$/i,
    alias: 'CKV2_DOCKER_9',
  },
  { programs: /^rpm$/, argument: /^--no(?:digest|signature|verify|filedigest)$/, alias: 'CKV2_DOCKER_10' },
  { programs: /^zypper$/, argument: /^--(?:no-gpg-checks|no-gpgcheck|gpgcheck-allow-unsigned\S*|allow-unsigned-rpm)$/ },
];

/** What signatures are for. */
export const unauthenticatedPackages: LintRule = {
  id: 'unauthenticated-packages',
  level: 'warning',
  title: 'Packages are installed without a look at their signatures',
  why: 'The signature is what ties a package to its distribution: without it a mirror, a proxy or a changed file on the way decides what is installed as root. Import the key of the repository instead.',
  aliases: [],
  *check(file, context) {
    for (const run of eachRun(file)) {
      for (const { name, args } of programsOf(run, context)) {
        const setting = /^(?:echo|printf|sed)$/.test(name)
          ? args.map(settingIn).find((one) => one !== undefined)
          : undefined;
        if (setting !== undefined) yield setting;
        for (const { programs, argument, alias } of CASES) {
          const found = programs.test(name) ? args.find(({ text }) => argument.test(text)) : undefined;
          if (found === undefined) continue;
          const { text, span } = found;
          yield {
            span,
            subject: text,
            message: `${text} takes packages without a valid signature`,
            ...(alias && { alias }),
          };
        }
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'let signatures be checked',
    edits: ({ span, subject = '' }, file) => (/^--(?!setopt)/.test(subject) ? removeWord(file, span) : []),
  },
};

/** What is written into the list of a repository. */
function settingIn({ text, span }: Argument): Violation | undefined {
  const setting =
    /^[ \t]{0,80}deb(?:-src)?[ \t]{1,9}\[[^\]\n]{0,200}\b(trusted=(?:yes|true|1))\b|(?:^|\\n|[^\w.])(gpgcheck[ \t]{0,9}=[ \t]{0,9}(?:0|false|no))\b/im.exec(
      text,
    );
  const name = setting?.[1] ?? setting?.[2];
  return name === undefined
    ? undefined
    : { span, subject: name, message: `${name} takes packages of this repository unsigned` };
}
