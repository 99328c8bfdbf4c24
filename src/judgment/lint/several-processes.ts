import type { CommandLine } from '../../model/dockerfile.ts';
import type { LintRule, Violation } from '../../model/lint.ts';
import { finalInstructions } from './parts/final-image.ts';

export const severalProcesses: LintRule = {
  id: 'several-processes',
  level: 'info',
  title: 'The container runs several services',
  why: 'The runtime watches one process: when another one dies nobody restarts it, signals and logs reach only the first, and all have to be scaled and updated together. One container for each service leaves that to the platform.',
  aliases: [],
  *check(file) {
    const instructions = finalInstructions(file);
    for (const keyword of ['ENTRYPOINT', 'CMD'] as const) {
      const last = instructions.findLast((one) => one.keyword === keyword);
      if (last?.keyword === keyword) yield* ofCommand(last.command);
    }
  },
};

const DAEMON = /\bphp-fpm[\d.]*\s+(?:-D|--daemonize)\s*(?:&&|;)/;

/** What is longer is no command of a container but a program in itself. */
const LONGEST = 20_000;

const SUPERVISOR = /(?:^|[\s/])(?:supervisord|runsvdir|runit|svscan|monit|foreman|honcho|circusd|immortaldir)(?:\s|$)/;

function* ofCommand(command: CommandLine): Iterable<Violation> {
  const words = command.form === 'exec' ? command.words.map(({ value }) => value) : [command.shell.text];
  const { span } = command;
  const supervisor = SUPERVISOR.exec(words.join(' '));
  if (supervisor !== null) {
    const name = supervisor[0].trim().replace(/^\//, '');
    yield { span, subject: name, message: `${name} runs several services in one container` };
    return;
  }
  const isShell = command.form === 'shell' || /(?:^|\/)(?:ba|da|a|z)?sh$/.test(words[0] ?? '');
  const script = isShell ? words.at(-1)!.slice(0, LONGEST) : '';
  if (startsService(script))
    yield { span, subject: 'service', message: 'The command starts a service and goes on with another' };
  else if (DAEMON.test(script))
    yield { span, subject: 'php-fpm', message: 'The command starts php-fpm and goes on with another' };
  else if (isInBackground(script))
    yield { span, subject: '&', message: 'The command leaves a process in the background' };
}

/** `service nginx start && …`; alone it is one service. */
function startsService(script: string): boolean {
  const starts = [
    ...script.matchAll(
      /(?:^|[\s;&|(/])(?:service\s+[\w.-]+\s+(?:re)?start|(?:\/etc\/)?init\.d\/[\w.-]+\s+(?:re)?start|rc-service\s+[\w.-]+\s+start)\b/g,
    ),
  ];
  const rest = script
    .replace(/^.*?(?:re)?start\b/s, '')
    .replace(/tail\s+-\w+\s+\S+|sleep\s+\S+|(?:\/bin\/)?(?:ba)?sh\b|wait\b/g, '');
  return starts.length > 1 || (starts.length === 1 && /&&|;|\|\|/.test(rest) && /[a-z]/i.test(rest));
}

/** A lonely `&`, not `&&`, `2>&1`, `&>`, and not in quotes. */
function isInBackground(script: string): boolean {
  const plain = script.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/gs, '""').replace(/\\./gs, '');
  return /(?<![&><|])&(?![&>])/.test(plain);
}
