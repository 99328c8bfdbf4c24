import type { CommandLine, Dockerfile, Instruction, Stage } from '../../../model/dockerfile.ts';

/** The stages whose layers end up in the image, from its base up to the last one. */
export function finalStages({ stages }: Pick<Dockerfile, 'stages'>): readonly Stage[] {
  const found: Stage[] = [];
  // A parent always stands further up, so this ends.
  for (let stage = stages.at(-1); stage !== undefined; ) {
    found.push(stage);
    stage = stage.parent === undefined || stage.parent >= stage.index ? undefined : stages[stage.parent];
  }
  return found.reverse();
}

/** What the layers of the image are made by, in order. */
export function finalInstructions(file: Pick<Dockerfile, 'stages'>): readonly Instruction[] {
  return finalStages(file).flatMap(({ instructions }) => instructions);
}

const SHELL = /^(?:.*\/)?(?:(?:ba|da|a|z|k|c|tc|fi)?sh|login|busybox)$/;
/** Programs that wait for somebody to come in. */
const WAITING = /^(?:.*\/)?(?:tail|sleep|true|tmux|screen|code-server)$/;

/** Images that bring the command along: what is built on them seldom says one. */
const SERVERS =
  /(?:^|\/)(?:(?:nginx(?:-unprivileged)?|httpd|caddy|tomcat|jetty|haproxy|traefik|postgres|mysql|mariadb|mongo|redis|rabbitmq|wordpress|drupal|joomla|nextcloud|ghost|varnish|memcached|grafana|keycloak|solr|elasticsearch)(?=[:@]|$)|php:[^/]*(?:apache|fpm))/;

/**
 * Whether the image starts a program of its own. Images that start a shell, or nothing, are workplaces: for people, for CI, or a base for others;
 * tools are their purpose.
 */
export function runsProgram(file: Pick<Dockerfile, 'stages'>): boolean {
  let entrypoint: readonly string[] = [];
  let cmd: readonly string[] = [];
  for (const one of finalInstructions(file)) {
    if (one.keyword === 'CMD') cmd = wordsOf(one.command);
    if (one.keyword === 'ENTRYPOINT') entrypoint = wordsOf(one.command);
  }
  const whole = [...entrypoint, ...cmd];
  if (whole.length === 0) return SERVERS.test(finalStages(file)[0]?.from.image.value ?? '');
  return !isForPeople(whole) && !isForPeople(cmd);
}

/** A shell without anything to run in it. */
function isForPeople([program = '', ...args]: readonly string[]): boolean {
  if (WAITING.test(program)) return true;
  return SHELL.test(program) && !args.includes('-c') && args.every((word) => word.startsWith('-'));
}

function wordsOf(command: CommandLine): readonly string[] {
  return command.form === 'exec'
    ? command.words.map(({ value }) => value)
    : command.shell.text.trim().split(/\s+/, 4).filter(Boolean);
}
