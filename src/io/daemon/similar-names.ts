/** Names of images, those that are most like `asked` first, else in order of their letters. */
export function similarNames(names: readonly string[], asked: string): string[] {
  const scored = names.map((name) => ({ name, score: likeness(name, asked) }));
  return scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

/** The same last part without tag counts most (`nginx` in `ghcr.io/team/nginx:1`), then how many first characters that part shares. */
function likeness(name: string, asked: string): number {
  const [one, other] = [baseOf(name), baseOf(asked)];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return one === other ? 1000 + same : same;
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
}
