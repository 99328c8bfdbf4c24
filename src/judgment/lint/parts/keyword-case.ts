/** A keyword in the case of letters of the one that it stands for or beside. */
export function inCaseOf(like: string, keyword: string): string {
  if (like === like.toUpperCase()) return keyword.toUpperCase();
  if (like === like.toLowerCase()) return keyword.toLowerCase();
  return keyword.slice(0, 1).toUpperCase() + keyword.slice(1).toLowerCase();
}
