import { describe, expect, it } from 'vitest';
import { findings } from '../../../test/kit/lint.ts';
import { dockerignoreIneffective } from './dockerignore-ineffective.ts';

const told = (files: readonly string[], ignored?: readonly string[]) =>
  findings(dockerignoreIneffective, 'FROM x\nCOPY . .', { files, ...(ignored && { ignored }) }).map(
    ({ level, message }) => `${level}: ${message}`,
  );

describe('dockerignore-ineffective', () => {
  it.each([
    [['.env', '.git/HEAD'], ['.git'], ['warning: .dockerignore does not leave out .env']],
    [['.git/HEAD', 'node_modules/x'], [], ['info: .dockerignore does not leave out .git and node_modules']],
    [['.env', '.git/HEAD'], ['.git', '.env'], []],
    [['.npmrc', 'main.go'], [], []],
    [['.git/HEAD'], ['.git/x'], []],
  ])('%j without %j', (files, ignored, expected) => expect(told(files, ignored)).toEqual(expected));

  it('counts what it does not name', () => {
    expect(told(['.env', '.env.local', 'id_rsa', 'server.key', '.git/HEAD'], [])[0]).toMatch(
      /out \.env, \.env\.local, id_rsa and 2 more$/,
    );
  });

  it('is silent when there is none', () => expect(told(['.env'])).toEqual([]));
});
