import type { Dockerfile, Instruction } from '../../../model/dockerfile.ts';

/** Whose rules a script is held to. `sh` is POSIX: which shell an image has behind /bin/sh is not known. */
export type ShellDialect = 'sh' | 'bash' | 'dash' | 'ksh';

const DIALECTS: ReadonlyMap<string, ShellDialect> = new Map([
  ['sh', 'sh'],
  ['bash', 'bash'],
  ['dash', 'dash'],
  ['ash', 'dash'],
  ['busybox', 'dash'],
  ['ksh', 'ksh'],
  ['mksh', 'ksh'],
]);

const PRAGMA = /^hadolint\s+shell\s*=\s*(\S+)/i;

/** Variables that every build has. Source: the reference of Dockerfiles, "Predefined ARGs". */
const PREDEFINED = new Set(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
);

/** Under what a RUN stands. */
export interface ShellSetting {
  /** Undefined for a shell that is none of ours, such as zsh. */
  readonly dialect: ShellDialect | undefined;
  /** Whether ENV or ARG has set a variable before, here or in the stages that this one builds on. */
  isKnown(name: string): boolean;
}

/** What a stage has set so far. */
interface StageSetting {
  dialect: ShellDialect | undefined;
  /** Where each name was set first. */
  readonly names: Map<string, number>;
  readonly parent?: StageSetting;
}

/** The setting of every RUN and ONBUILD. Stages go on with what the stage that they build on set. */
export function shellSettings(file: Dockerfile): ReadonlyMap<Instruction, ShellSetting> {
  const settings = new Map<Instruction, ShellSetting>();
  const byStage = new Map<number, StageSetting>();
  const pragmas = file.comments.flatMap(({ text, span }) => {
    const shell = PRAGMA.exec(text)?.[1];
    return shell === undefined ? [] : [{ at: span.start, dialect: dialectOf([shell]) }];
  });
  let next = 0;
  let said: ShellSetting['dialect'];
  let stage: StageSetting = { dialect: 'sh', names: new Map() };
  for (const one of file.instructions) {
    for (; next < pragmas.length && pragmas[next]!.at < one.span.start; next++) said = pragmas[next]!.dialect;
    if (one.keyword === 'FROM') {
      const parent = byStage.get(file.stages[one.stage]?.parent ?? -1);
      stage = { dialect: parent ? parent.dialect : 'sh', names: new Map(), ...(parent && { parent }) };
      byStage.set(one.stage, stage);
    } else if (one.keyword === 'SHELL' && one.command.form === 'exec') {
      said = undefined;
      stage.dialect = dialectOf(one.command.words.map(({ value }) => value));
    } else if (one.keyword === 'ENV' || one.keyword === 'ARG') {
      for (const { key } of one.pairs) if (!stage.names.has(key.value)) stage.names.set(key.value, one.span.start);
    } else if (one.keyword === 'RUN' || one.keyword === 'ONBUILD') {
      const { start } = one.span;
      const here = stage;
      settings.set(one, { dialect: said ?? stage.dialect, isKnown: (name) => isKnown(name, here, start) });
    }
  }
  return settings;
}

function isKnown(name: string, stage: StageSetting, before: number): boolean {
  for (let one: StageSetting | undefined = stage; one !== undefined; one = one.parent)
    if ((one.names.get(name) ?? before) < before) return true;
  return PREDEFINED.has(name);
}

function dialectOf(words: readonly string[]): ShellDialect | undefined {
  for (const word of words) {
    const dialect = DIALECTS.get(word.slice(word.lastIndexOf('/') + 1));
    if (dialect !== undefined) return dialect;
  }
  return undefined;
}
