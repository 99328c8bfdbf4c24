/** Lines of a page's code fences that call the program: their words after `plimsoll`, up to a comment or a pipe. */
export function commandLinesOf(page: string): string[][] {
  return [...page.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)]
    .flatMap(([, code]) => (code ?? '').split('\n'))
    .map((line) => /^(?:\$ )?(?:\.\/)?plimsoll (.+?)(?:\s+[#|>].*)?$/.exec(line.trim())?.[1])
    .filter((line) => line !== undefined)
    .map((line) => line.split(/\s+/).map((word) => word.replace(/^(['"])(.*)\1$/, '$2')));
}

/** Targets of a page's links within the repository, without fragments. */
export function relativeLinksOf(page: string): string[] {
  const prose = page.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!.split('#')[0]!)
    .filter((target) => target !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(target));
}
