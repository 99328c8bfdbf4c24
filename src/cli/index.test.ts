import { describe, expect, it } from 'vitest';
import { readFlags } from '../app/config/parts/flags.ts';
import { commands } from './index.ts';
import { findCommand } from './parts/find-command.ts';
import { commandHelp, programHelp } from './parts/help-text.ts';

describe.each(commands)('$id', ({ load }) => {
  it('has examples that its own options understand, and a help that fits 80 columns', async () => {
    const command = await load();
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { line } of command.examples) {
      const [program, ...argv] = line.split(' ');
      expect(program).toBe('plimsoll');
      const { command: found, rest } = findCommand(argv, commands);
      expect(found.id).toBe(command.id);
      const { operands } = readFlags(rest, command.options, '/');
      expect(operands.length).toBeLessThanOrEqual(command.operands.length);
    }
    const [summary, ...lines] = commandHelp(command, 80).split('\n');
    expect(summary).toBe(`${command.summary}.`);
    const long = lines.filter((text) => text.length > 80 && !text.startsWith('  plimsoll '));
    expect(long).toEqual([]);
  });
});

it('names every command in the help of the program', async () => {
  const text = programHelp(await Promise.all(commands.map((command) => command.load())), 80);
  for (const { id } of commands) expect(text).toContain(`\n  ${id.replace('-', ' ')} `);
});

describe('findCommand', () => {
  it.each([
    [['scan', 'x'], 'scan', ['x']],
    [['db', 'build', '--from', 'd'], 'db-build', ['--from', 'd']],
  ])('%j', (argv, id, rest) => {
    expect(findCommand(argv, commands)).toMatchObject({ command: { id }, rest });
  });

  it.each([
    [['scna'], 'cli/unknown-command', 'did you mean scan?'],
    [['db-build'], 'cli/unknown-command', 'the commands are cves, db, explain'],
    [['db'], 'cli/missing-command', 'it is one of db build, db search, db status'],
    [['db', 'serch'], 'cli/unknown-command', 'did you mean db search?'],
    [[''], 'cli/unknown-command', 'the commands are'],
  ])('%j is refused', (argv, code, help) => {
    const refused = (() => {
      try {
        return findCommand(argv, commands);
      } catch (cause) {
        return cause;
      }
    })();
    expect(refused).toMatchObject({ code, help: expect.arrayContaining([expect.stringContaining(help)]) });
  });
});
