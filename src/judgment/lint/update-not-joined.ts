import type { Instruction, RunInstruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { commandAt, commandsOf, headSpan } from './parts/commands.ts';
import { instructionIndex } from './parts/instruction-index.ts';
import { joinRuns } from './parts/join-runs.ts';
import { isIndexUpdate, managerOf, needsIndex } from './parts/package-index.ts';

/** Managers that install by the index of an earlier RUN, however old; dnf and zypper look for themselves. */
const MANAGERS = new Set(['apt', 'apk']);

export const updateNotJoined: LintRule = {
  id: 'update-not-joined',
  level: 'warning',
  title: 'The index comes from an earlier RUN',
  why: 'When this line changes, the RUN with the update still comes from the cache: its index names packages that the servers replaced long ago, and the build fails or installs old ones. Update and install in one RUN.',
  aliases: [],
  *check(file, context) {
    for (const { instructions } of file.stages) {
      const updated = new Set<string>();
      for (const run of instructions) {
        if (run.keyword !== 'RUN') continue;
        const commands = commandsOf(run, context);
        const own = new Set(commands.filter(isIndexUpdate).map(managerOf));
        for (const command of commands) {
          const manager = managerOf(command) ?? '';
          if (!MANAGERS.has(manager) || own.has(manager) || !updated.has(manager) || !needsIndex(command)) continue;
          const subcommand = command.args.find(({ text }) => /^[a-z]/.test(text))?.text ?? '';
          yield { span: headSpan(command, subcommand), subject: command.args.map(({ text }) => text).join(' ') };
          break;
        }
        for (const manager of own) if (manager !== undefined) updated.add(manager);
      }
    }
  },
  fix: {
    safety: 'safe',
    summary: 'join update and install',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      const before = found && runBefore(file.stages[found.run.stage]?.instructions ?? [], found.run);
      if (found === undefined || before === undefined) return [];
      // A RUN that does anything else is joined by nobody but its author.
      return commandsOf(before, context).every(isIndexUpdate) ? joinRuns(file, before, found.run, context) : [];
    },
  },
};

function runBefore(instructions: readonly Instruction[], run: RunInstruction): RunInstruction | undefined {
  const before = instructions[instructionIndex(instructions, run.span.start) - 1];
  return before?.keyword === 'RUN' ? before : undefined;
}
