import { homedir, tmpdir } from 'node:os';
import type { Command } from './parts/command.ts';

/** Neither end of the protocol is a terminal. */
const PIPE = { isTerminal: false };

/** Lints in editors. */
export const lsp = {
  id: 'lsp',
  summary: 'Lints Dockerfiles in an editor: a server of the Language Server Protocol',
  details: [
    'Editors start it and speak with it by standard input and output. It shows what plimsoll lint finds while a Dockerfile is written, says why it matters, and mends it.',
    'Each folder is looked at as plimsoll lint would there, with its plimsoll.yaml or .hadolint.yaml; docs/lsp.md tells how editors are set up.',
  ],
  operands: [],
  options: ['stdio'],
  examples: [{ line: 'plimsoll lsp', needs: 'editor', what: 'what to write where an editor asks for the command' }],
  exits: { done: 'the editor said good-bye' },
  async run({ config, signal }) {
    const { serve } = await import('../app/language-server/serve.ts');
    const { toolVersion, now } = config.settings;
    const { env, stdin, stdout } = process;
    const surroundings = {
      environment: env,
      directory: process.cwd(),
      home: env['HOME'] || homedir(),
      temporaryDirectory: tmpdir(),
      cores: 1,
      architecture: process.arch,
      now,
      stdout: PIPE,
      stderr: PIPE,
      stdin: () => stdin,
    };
    return serve({ input: stdin, output: stdout, surroundings, toolVersion }, signal);
  },
} as const satisfies Command;
