import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { unpinnedGitClone } from './unpinned-git-clone.ts';

const spots = (lines: string) => violations(unpinnedGitClone, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('unpinned-git-clone', () => {
  it.each([
    ['RUN git clone https://example.com/x.git', ['https://example.com/x.git']],
    ['RUN git clone --depth 1 https://example.com/x.git /x && cd /x && make', ['https://example.com/x.git']],
    ['RUN git clone -b main https://example.com/x.git', ['https://example.com/x.git']],
    ['RUN git -c a=b clone git@github.com:a/b.git && cd b && git checkout master', ['git@github.com:a/b.git']],
    ['RUN pip install git+https://github.com/a/b', ['git+https://github.com/a/b']],
    ['RUN pip install "x @ git+https://github.com/a/b@main"', ['"x @ git+https://github.com/a/b@main"']],
    ['RUN cargo install --git https://github.com/a/b', ['--git https://github.com/a/b']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN git clone --branch v1.2 https://example.com/x.git',
    'RUN git clone -b "$VERSION" https://example.com/x.git',
    'RUN git clone --revision=0a1b2c3 https://example.com/x.git',
    'RUN git clone https://example.com/x.git && cd x && git checkout 0a1b2c3',
    'RUN git clone https://example.com/x.git /x\nRUN cd /x && git reset --hard $COMMIT',
    'RUN git clone /src /dst',
    'RUN pip install git+https://github.com/a/b@v1.2#egg=b',
    'RUN pip install git+ssh://git@github.com/a/b@0a1b2c3',
    'RUN npm i git+https://github.com/a/b#v1.2',
    'RUN cargo install --git https://github.com/a/b --tag v1',
    'RUN apt-get install git clone',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));
});
