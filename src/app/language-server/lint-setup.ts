import { chooseRules } from '../../judgment/lint/parts/settings.ts';
import type { Lifecycle } from '../../model/knowledge.ts';
import type { LintJob } from '../../scan/lint.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Surroundings } from '../config/parts/surroundings.ts';
import { baseKnowledge } from '../lint/base-knowledge.ts';
import { shellParser } from '../lint/shell-parser.ts';
import { allRules, settingsOf } from '../lint/wanted-rules.ts';
import { Plimsoll } from '../plimsoll.ts';
import { clientSettings, lintNames } from './client-settings.ts';

/** How the files of one directory are linted. */
export interface LintSetup {
  readonly job: LintJob;
  /** What of the configuration means nothing here. */
  readonly remarks: readonly string[];
}

/** Reads the configuration of a directory as `plimsoll lint` does when it runs there; what the client says counts before it. Codes: `config/…`, `lint/…`. */
export async function lintSetup(directory: string, client: unknown, outside: Surroundings): Promise<LintSetup> {
  const surroundings = { ...outside, directory };
  const names = [...lintNames, 'cacheDir', 'limit'] as const;
  const { lint, settings } = await loadConfig(names, clientSettings(client, directory), surroundings);
  const wanted = settingsOf(lint!);
  const [rules, parseShell, lifecycles] = await Promise.all([
    allRules(lint!),
    shellParserOnce(),
    lifecyclesOf(settings),
  ]);
  return {
    job: {
      rules: chooseRules(rules, wanted),
      heedsPragmas: wanted.heedsPragmas,
      settings: wanted,
      now: settings.now,
      parseShell,
      ...(lifecycles && { base: baseKnowledge(lifecycles) }),
    },
    remarks: lint!.remarks,
  };
}

let parser: ReturnType<typeof shellParser> | undefined;

/** The grammar is opened once for each process. */
function shellParserOnce(): ReturnType<typeof shellParser> {
  parser ??= shellParser();
  return parser;
}

type Lifecycles = (product: string) => readonly Lifecycle[];

/** By cache directory: a configuration that is read again opens no file again. */
const known = new Map<string, Promise<Lifecycles | undefined>>();

/** Without knowledge nothing is said about the age of base images. */
function lifecyclesOf(settings: ConstructorParameters<typeof Plimsoll>[0]): Promise<Lifecycles | undefined> {
  const verbs = new Plimsoll(settings, { update() {} }, { add() {} });
  const opened =
    known.get(settings.cacheDirectory) ??
    verbs.knowledge().then(
      ({ knowledge }): Lifecycles =>
        (product) =>
          knowledge.lifecycles(product),
      () => undefined,
    );
  known.set(settings.cacheDirectory, opened);
  return opened;
}
