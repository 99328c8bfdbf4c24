/** Whether a file is a Dockerfile by its name; directories before it do not count. `iEchorfile` is another spelling of the same language. */
export function isDockerfileName(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (/\.(?:docker|container|iechor)ignore$/i.test(name)) return false;
  return (
    /^(?:Dockerfile|Containerfile|iEchorfile)(?:\..+)?$/i.test(name) ||
    /.\.(?:Dockerfile|Containerfile|iEchorfile)$/i.test(name)
  );
}
