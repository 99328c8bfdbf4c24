import { expect, it } from 'vitest';
import { mountsOf } from './mounts.ts';
import { parseDockerfile } from './parse-dockerfile.ts';
import { parsePorts } from './ports.ts';
import { dependenciesOf, neededStages } from './stage-graph.ts';

const file = parseDockerfile(
  Buffer.from(`ARG base=debian
FROM $base AS Build
FROM scratch AS assets
FROM build AS test
COPY --from=BUILD /a /b
FROM alpine
COPY --from=0 /a /b
COPY --from=nginx:1 /c /d
RUN --mount=type=bind,from=assets,target=/x --mount=type=cache,target=/y ls
FROM Build
`),
  'x',
);

it('stages know their names in lower case, and what they build on', () => {
  expect(file.stages.map(({ name, parent }) => [name, parent])).toEqual([
    ['build', undefined],
    ['assets', undefined],
    ['test', 0],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect(file.instructions.map(({ stage }) => stage)).toEqual([-1, 0, 1, 2, 2, 3, 3, 3, 3, 4]);
  expect(file.globalArgs).toHaveLength(1);
});

it('a stage takes from stages by name and index, and from images', () => {
  expect(dependenciesOf(file, file.stages[3]!).map(({ source }) => source)).toEqual([
    { kind: 'image', name: 'alpine' },
    { kind: 'stage', index: 0 },
    { kind: 'image', name: 'nginx:1' },
    { kind: 'stage', index: 1 },
  ]);
});

it('a build goes through the stages that its target needs', () => {
  expect([...neededStages(file, 3)].sort()).toEqual([0, 1, 3]);
  expect([...neededStages(file, 2)].sort()).toEqual([0, 2]);
  expect([...neededStages(file)]).toEqual([4]);
  const circle = parseDockerfile(Buffer.from('FROM a AS x\nCOPY --from=y a b\nFROM b AS y\nCOPY --from=x a b'), 'x');
  expect([...neededStages(circle)].sort()).toEqual([0, 1]);
});

it('mounts are records of fields', () => {
  const run = parseDockerfile(Buffer.from(`FROM a\nRUN --mount='TYPE=Cache,"target=/a,b",ro' x`), 'x').instructions[1]!;
  expect(mountsOf(run)).toMatchObject([
    { type: 'cache', fields: [{ name: 'type', value: 'Cache' }, { name: 'target', value: '/a,b' }, { name: 'ro' }] },
  ]);
});

it.each([
  ['80', { first: 80, last: 80, protocol: 'tcp' }],
  ['8000-8010/UDP', { first: 8000, last: 8010, protocol: 'udp' }],
  ['127.0.0.1:80:81/sctp', { first: 81, last: 81, protocol: 'sctp' }],
  ['90-80', undefined],
  ['70000', undefined],
  ['http', undefined],
  ['80/icmp', undefined],
])('port %s', (text, expected) => {
  expect(parsePorts(text)).toEqual(expected);
});
