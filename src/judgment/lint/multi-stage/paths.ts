/** An absolute path without `.` and `..`; what is relative begins at `directory`. */
export function resolvePath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return `/${parts.join('/')}`;
}

export function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}

export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Where the image itself keeps its programs and libraries. */
export function isSystemPath(path: string): boolean {
  return /^\/(?:bin|sbin|lib\w*|usr\/(?:bin|sbin|lib\w*)|etc\/ssl)(?:\/|$)/.test(path);
}
