import { describe, expect, it } from 'vitest';
import { findings } from '../../../test/kit/lint.ts';
import { dockerignoreMissing } from './dockerignore-missing.ts';

const told = (text: string, files: readonly string[], ignored?: readonly string[]) =>
  findings(dockerignoreMissing, `FROM x\n${text}`, { files, ...(ignored && { ignored }) }).map(
    ({ level, message }) => `${level}: ${message}`,
  );

describe('dockerignore-missing', () => {
  it.each([
    [
      'COPY . .',
      ['.env', '.git/HEAD', 'main.go'],
      ['warning: There is no .dockerignore: .env and .git would be copied too'],
    ],
    ['ADD ./ /app', ['node_modules/x/y'], ['info: There is no .dockerignore: node_modules would be copied too']],
    ['COPY --chown=a * /app/', ['id_rsa'], ['warning: There is no .dockerignore: id_rsa would be copied too']],
    ['COPY . .', ['.env.example', '.gitignore', 'main.go', 'ca.pem'], []],
    ['COPY src .', ['.env', 'src/x'], []],
    ['COPY --from=y . .', ['.env'], []],
    ['COPY --exclude=.git . .', ['.git/HEAD'], []],
  ])('%j beside %j', (text, files, expected) => expect(told(text, files)).toEqual(expected));

  it('is silent when there is one, or nothing is known of the directory', () => {
    expect(told('COPY . .', ['.env'], [])).toEqual([]);
    expect(findings(dockerignoreMissing, 'FROM x\nCOPY . .')).toEqual([]);
  });
});
