import type { LintRule } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { finalInstructions, runsProgram } from './parts/final-image.ts';
import { nameOf, packagesLeftBy } from './parts/installed-packages.ts';
import { programsOf } from './parts/programs.ts';
import { isDebugTool } from './parts/tools.ts';

export const debugTools: LintRule = {
  id: 'debug-tools',
  level: 'info',
  title: 'Tools for debugging are part of the image',
  why: 'Editors, tracers and network tools are seldom needed and always there for an intruder. `docker debug`, `kubectl debug` or a second image bring them to a running container when they are wanted.',
  aliases: ['CIS-DI-0003'],
  *check(file, context) {
    if (!runsProgram(file)) return;
    for (const run of eachRun({ instructions: finalInstructions(file) })) {
      for (const { text, span } of packagesLeftBy(programsOf(run, context))) {
        const name = nameOf(text);
        if (isDebugTool(name))
          yield { span, subject: name, message: `${name} is a tool for people, not for the program` };
      }
    }
  },
};
