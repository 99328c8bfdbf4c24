import { Environment } from '@marcbachmann/cel-js';
import { PlimsollError } from '../../../model/error.ts';
import { type LintLevel, type LintRule, lintLevels } from '../../../model/lint.ts';
import { recordsOf, recordTypes } from './rule-record.ts';

/** A rule of the user's own, as it is written. */
export interface CustomRuleText {
  readonly fields: Readonly<Record<string, string>>;
  readonly path: string;
  readonly line: number;
  /** Line in which the expression begins. */
  readonly expressionLine: number;
}

/**
 * Makes a rule of its text: the expression (Common Expression Language) is compiled and its types are checked once; it is true for each instruction that
 * breaks the rule. `lint/invalid-rule` with file and place, also when the expression fails on some instruction.
 */
export function customRule(text: CustomRuleText): LintRule {
  const { id = '', severity = 'warning', expression = '', message, title, why, fix } = text.fields;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
    throw invalid(text, text.line, 'id: it takes words of small letters with dashes between');
  const level = lintLevels.find((one) => one === severity.toLowerCase());
  if (level === undefined) throw invalid(text, text.line, `severity: it takes ${lintLevels.join(', ')}`);
  if (expression.trim() === '') throw invalid(text, text.line, 'expression: there is none');
  return ruleOf({ id, level, expression, title: title ?? message ?? id, message, why, fix }, text);
}

interface Fields {
  readonly id: string;
  readonly level: LintLevel;
  readonly expression: string;
  readonly title: string;
  readonly message: string | undefined;
  readonly why: string | undefined;
  readonly fix: string | undefined;
}

function ruleOf({ id, level, expression, title, message, why, fix }: Fields, text: CustomRuleText): LintRule {
  const isBroken = compile(expression, text);
  const said = [message ?? title, ...(fix === undefined ? [] : [fix])].join('; ');
  return {
    id,
    level,
    title,
    why: why ?? 'A rule of this project.',
    aliases: [],
    *check(file, context) {
      for (const [{ span }, record] of recordsOf(file, context)) {
        if (isBroken(record)) yield { span, message: said };
      }
    },
  };
}

const environment = () =>
  Object.entries(recordTypes)
    .reduce(
      (made, [name, fields]) => made.registerType({ name, schema: { ...fields } }),
      new Environment({ unlistedVariablesAreDyn: false }),
    )
    .registerVariable('instruction', 'Instruction')
    .registerVariable('stage', 'Stage')
    .registerVariable('file', 'File');

function compile(expression: string, text: CustomRuleText): (record: object) => boolean {
  const at = (cause: unknown) => invalid(text, ...placeIn(expression, cause, text.expressionLine), cause);
  try {
    const parsed = environment().parse(expression);
    const { valid, type, error } = parsed.check();
    if (!valid) throw error;
    if (type !== 'bool') throw new Error(`it gives ${type}, and has to give bool`);
    return (record) => {
      try {
        return parsed(record) === true;
      } catch (cause) {
        throw at(cause);
      }
    };
  } catch (cause) {
    throw at(cause);
  }
}

/** Line of the file, and what is wrong with the column of the expression. */
function placeIn(expression: string, cause: unknown, line: number): [line: number, what: string] {
  const { range, summary, message } = cause as { range?: { start: number }; summary?: string; message?: string };
  const before = expression.slice(0, range?.start ?? 0).split('\n');
  const column = before.at(-1)!.length + 1;
  const said = (summary ?? message ?? String(cause)).split('\n')[0]!;
  return [line + before.length - 1, `expression, column ${column}: ${said}`];
}

function invalid({ path, fields }: CustomRuleText, line: number, what: string, cause?: unknown): PlimsollError {
  const name = fields['id'] === undefined ? 'a rule' : `the rule ${JSON.stringify(fields['id'])}`;
  return new PlimsollError('lint/invalid-rule', `${name} in ${path}, line ${line}, cannot be used: ${what}`, {
    cause,
    help: ['what expressions see: docs/lint.md, "Rules of your own"'],
  });
}
