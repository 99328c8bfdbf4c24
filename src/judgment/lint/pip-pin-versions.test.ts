import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { pipPinVersions } from './pip-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(pipPinVersions, file(run)).map(([, text]) => text);

describe('pip-pin-versions', () => {
  it.each([
    'pip install a==1',
    'pip install "a>=1,<2"',
    'pip install -r x.txt',
    'pip install -qr x.txt a',
    'pip install --requirement=x.txt',
    'pip install -c x.txt a',
    'pip install .',
    'pip install -e .[dev]',
    'pip install ".[dev]"',
    'pip install git+https://x/y@v1#egg=y',
    'pip install ./a b/ /c d.whl e.tar.gz',
    'pip install --timeout 10 --index-url=https://x a==1',
    'pip install a==$V',
    'pipenv install a',
    'uv pip install a',
    'pip download a',
    'python -m pip install a==1',
    'pip install',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'pip install a', at: ['a'] },
    { run: 'pip3 install a b==1', at: ['a'] },
    { run: 'pip install --upgrade pip', at: ['pip'] },
    { run: 'pip install git+https://x/y', at: ['git+https://x/y'] },
    { run: 'python3.12 -u -m pip install a', at: ['a'] },
    { run: 'pip install $X', at: ['$X'] },
    { run: 'pip install a>=1', at: ['a'] },
    { run: 'pip install -t /x a', at: ['a'] },
    { run: 'pip --no-cache-dir install "a[b]"', at: ['"a[b]"'] },
    { run: 'pipx install a', at: ['a'] },
    { run: '["pip", "install", "a"]', at: ['"a"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
