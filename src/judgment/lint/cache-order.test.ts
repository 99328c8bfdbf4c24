import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { cacheOrder } from './cache-order.ts';

const managers = (lines: string, files?: readonly string[]) =>
  violations(cacheOrder, `FROM x\n${lines}`, files && { files }).map(([line, , message]) => [
    line,
    message?.split(' ')[0],
  ]);

describe('cache-order', () => {
  it.each([
    ['COPY . .\nRUN npm ci', [[2, 'npm']]],
    ['COPY package.json ./\nCOPY . .\nRUN npm ci && npm run build', [[3, 'npm']]],
    ['ADD x /x\nCOPY --chown=a ./ /app\nRUN yarn install', [[3, 'yarn']]],
    ['COPY . .\nRUN pip install -r requirements.txt', [[2, 'pip']]],
    ['COPY . .\nRUN python -m pip install --no-cache-dir -r requirements.txt', [[2, 'python']]],
    ['COPY . .\nRUN bundle install', [[2, 'bundle']]],
    ['COPY . .\nRUN CGO_ENABLED=0 go build -o /x .', [[2, 'go']]],
    ['COPY . .\nRUN cargo build --release', [[2, 'cargo']]],
    ['COPY . .\nRUN mvn -B package', [[2, 'mvn']]],
    [
      'COPY . .\nRUN poetry install && composer install',
      [
        [2, 'poetry'],
        [2, 'composer'],
      ],
    ],
  ])('%j', (lines, expected) => expect(managers(lines)).toEqual(expected));

  it.each([
    'COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build',
    'COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build',
    'COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci',
    'RUN --mount=type=bind,target=. go build',
    'COPY --from=build . .\nRUN npm ci',
    'COPY src ./src\nRUN npm ci',
    'COPY . .\nRUN npm install -g pm2 && npm i express && pip install flask',
    'COPY . .\nRUN pip install -r /tmp/requirements.txt',
    'COPY . .\nRUN go build -mod=vendor',
    'COPY . .\nRUN go install example.com/x@v1',
  ])('says nothing about %j', (lines) => expect(managers(lines)).toEqual([]));

  it('asks the build context', () => {
    expect(managers('COPY . .\nRUN go build', ['go.mod', 'go.sum', 'vendor/modules.txt'])).toEqual([]);
    expect(managers('COPY . .\nRUN go build', ['go.mod'])).toEqual([]);
    expect(managers('COPY . .\nRUN go build', ['go.mod', 'go.sum'])).toEqual([[2, 'go']]);
    expect(managers('COPY . .\nRUN npm ci', ['web/package.json'])).toEqual([]);
  });

  it.each([
    [
      'FROM node:22\nWORKDIR /app\nCOPY --chown=node . .\n# dependencies\nRUN npm ci \\\n  --omit=dev\nCMD ["x"]\n',
      'FROM node:22\nWORKDIR /app\nCOPY --chown=node package.json package-lock.json* ./\nRUN npm ci \\\n  --omit=dev\nCOPY --chown=node . .\n# dependencies\nCMD ["x"]\n',
    ],
    [
      'FROM go\nCOPY . /src\nRUN go build\n',
      'FROM go\nCOPY go.mod go.sum* /src/\nRUN go mod download\nCOPY . /src\nRUN go build\n',
    ],
    ['FROM x\nCOPY . .\nUSER a\nRUN npm ci\n', 'FROM x\nCOPY . .\nUSER a\nRUN npm ci\n'],
    ['FROM x\nCOPY . .\nRUN npm ci && npm run build\n', 'FROM x\nCOPY . .\nRUN npm ci && npm run build\n'],
    ['FROM x\nCOPY . .\nRUN cargo build\n', 'FROM x\nCOPY . .\nRUN cargo build\n'],
  ])('mends %j', (before, after) => expect(fixed(cacheOrder, before)).toBe(after));

  it('names the lock files that are there', () => {
    const files = ['requirements.txt', 'app.py'];
    expect(fixed(cacheOrder, 'FROM x\nCOPY . .\nRUN pip install -r requirements.txt', { files })).toBe(
      'FROM x\nCOPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .',
    );
  });
});
