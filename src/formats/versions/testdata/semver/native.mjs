// Pairs `a<TAB>b` on stdin → `a < b`, `a = b`, `a > b`, or `! v` for each version that node-semver, loose, refuses.
import { readFileSync } from 'node:fs';
import semver from 'semver';

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const pair = line.split('\t');
  const bad = pair.filter((version) => semver.valid(version, { loose: true }) === null);
  for (const version of bad) console.log(`! ${version}`);
  if (bad.length === 0) console.log(pair.join([' < ', ' = ', ' > '][semver.compare(pair[0], pair[1], { loose: true }) + 1]));
}
