import { expect, test } from 'vitest';
import { similarNames } from './similar-names.ts';

const NAMES = ['zebra:1', 'ghcr.io/team/nginx:2', 'nginx-extra:1', 'apache:1', 'night:1'];

test.each([
  ['nginx', ['ghcr.io/team/nginx:2', 'nginx-extra:1', 'night:1', 'apache:1', 'zebra:1']],
  ['docker.io/library/nginx:9', ['ghcr.io/team/nginx:2', 'nginx-extra:1', 'night:1', 'apache:1', 'zebra:1']],
  ['localhost:5000/zebra', ['zebra:1', 'apache:1', 'ghcr.io/team/nginx:2', 'nginx-extra:1', 'night:1']],
  ['', ['apache:1', 'ghcr.io/team/nginx:2', 'nginx-extra:1', 'night:1', 'zebra:1']],
])('%j', (asked, expected) => {
  expect(similarNames(NAMES, asked)).toEqual(expected);
});
