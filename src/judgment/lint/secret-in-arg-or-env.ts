import type { LintRule } from '../../model/lint.ts';
import { eachInstruction } from './parts/each-instruction.ts';
import { isSecretName, secretIn } from './parts/secret-words.ts';

/** Words that hadolint takes for a secret wherever they stand in a name. */
const ANYWHERE = /password|secret|token|api_key|private_?key|access_key_id/i;

/** Words that BuildKit takes for a secret where they stand alone, and those that take it back. */
const ALONE = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** What BuildKit takes for a secret all the same: keys that are public, switches, places. */
const HARMLESS =
  /(?:gpg|pgp|apt|repo)_key|^(?:no|use|enable|disable|skip)_|_(?:sock|url|uri|id|name|type|mode|path|dir|server|header|method)$/i;

/** A name that says where the secret is kept (`PASSWORD_FILE`) matters less; a value that is one beyond doubt, more. */
export const secretInArgOrEnv: LintRule = {
  id: 'secret-in-arg-or-env',
  level: 'warning',
  title: 'ARG or ENV holds a secret',
  why: 'Values of ENV lie in the image for everybody who can pull it, and those of ARG in its history. RUN --mount=type=secret leaves no trace.',
  aliases: ['DL3064', 'SecretsUsedInArgOrEnv', 'DS-0031', 'CIS-DI-0010'],
  *check(file) {
    for (const instruction of eachInstruction(file)) {
      if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') continue;
      const { keyword } = instruction;
      for (const { key, value, span } of instruction.pairs) {
        const name = key.value;
        const secret = value && secretIn(value.value);
        const isSecret = isSecretName(name);
        if (secret === undefined && !ANYWHERE.test(name) && !standsAlone(name)) continue;
        const level = secret !== undefined ? 'error' : isSecret ? 'warning' : 'info';
        const message =
          secret === undefined
            ? `${name} is kept in ${PLACES[keyword]}`
            : `The value of ${name} looks like a ${secret.what}`;
        yield { span: secret === undefined ? key.span : span, subject: `${keyword} ${name}`, level, message };
      }
    }
  },
};

const PLACES = { ARG: 'the history of the image', ENV: 'the configuration of the image' } as const;

function standsAlone(name: string): boolean {
  return ALONE.test(name) && !PUBLIC.test(name) && !HARMLESS.test(name);
}
