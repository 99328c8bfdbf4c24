import type { LintRule } from '../../model/lint.ts';
import { downloadOf } from './parts/downloads.ts';
import { eachRun } from './parts/each-instruction.ts';
import { type Program, programsOf } from './parts/programs.ts';

export const curlPipeShell: LintRule = {
  id: 'curl-pipe-shell',
  level: 'warning',
  title: 'A script from the net is run as it comes',
  why: 'Whoever controls the server, or the way to it, runs commands in the build, and a download that breaks off runs half a script. Fetch a fixed version into a file, check its sum, then run it; or install the package of a distribution.',
  aliases: [],
  *check(file, context) {
    for (const run of eachRun(file)) {
      const programs = programsOf(run, context);
      for (const [index, program] of programs.entries()) {
        if (downloadOf(program)?.target.kind !== 'output') continue;
        const near = programs.slice(Math.max(0, index - NEAR), index + NEAR);
        const reader = near.find((one) => readsPipe(one, program)) ?? near.find((one) => runsOutput(one, program));
        if (reader === undefined) continue;
        const isInside = reader.span.start <= program.span.start && program.span.end <= reader.span.end;
        const span = isInside ? reader.span : { start: program.span.start, end: reader.span.end };
        yield { span, subject: `${program.args.at(-1)?.text ?? ''} | ${reader.name}` };
      }
    }
  },
};

/** How many programs before and behind are looked at. */
const NEAR = 50;

const SHELL = /^(?:ba|da|a|z|k|mk)?sh$|^busybox$/;
const INTERPRETER = /^(?:python[\d.]*|perl|ruby|node|nodejs|php\d*|pwsh)$/;

/** `… | sudo bash -s -- stable`. */
function readsPipe({ name, args, command }: Program, from: Program): boolean {
  if (command === undefined || command.pipeline !== from.command?.pipeline || command.stage <= from.command.stage)
    return false;
  const words = args.map(({ text }) => text);
  if (SHELL.test(name)) {
    const first = words.find((word) => !/^[-+]\w/.test(word));
    const isScript = first !== undefined && first !== '-' && first !== '--' && first !== '/dev/stdin';
    return (
      words.some((word) => /^-[a-z]*s[a-z]*$/.test(word)) ||
      (!isScript && !words.some((word) => /^-[a-z]*c$/.test(word)))
    );
  }
  if (!INTERPRETER.test(name)) return false;
  const first = words.find((word) => !/^-[uBEsI]+$/.test(word));
  return first === undefined || first === '-' || first === '--' || first === '/dev/stdin';
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`. */
function runsOutput({ name, args, command }: Program, from: Program): boolean {
  if (command === undefined || !(SHELL.test(name) || INTERPRETER.test(name) || /^(?:eval|source|\.)$/.test(name)))
    return false;
  return args.some(
    (_, index) =>
      command.args.length > 0 &&
      (command.args[command.args.length - args.length + index]?.expansions ?? []).some(
        ({ kind, span }) =>
          (kind === 'process' || kind === 'command') && span.start <= from.span.start && from.span.end <= span.end,
      ),
  );
}
