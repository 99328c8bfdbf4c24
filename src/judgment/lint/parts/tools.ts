/** Packages that build other things, by the names that distributions give them. */
const BUILD =
  /^(?:gcc|g\+\+|gcc-c\+\+|cpp|gcc-\d+|g\+\+-\d+|gfortran|clang(?:-\d+)?|llvm(?:-\d+)?|make|gmake|cmake|ninja(?:-build)?|meson|autoconf|automake|libtool|bison|flex|nasm|yasm|build-essential|build-base|alpine-sdk|base-devel|@?development[ -]tools|@development|pkg-config|pkgconf|rust|rustc|cargo|golang(?:-[\d.]+)?(?:-go)?|go|maven|gradle|ant|sbt|openjdk-?\d+(?:-jdk(?:-headless)?)?|default-jdk(?:-headless)?|java-[\d.]+-openjdk-devel|node-gyp|dpkg-dev|debhelper|devscripts|rpm-build|rpmdevtools|fakeroot|git|git-core|subversion|mercurial|swig|patchelf|scons)$/;
const HEADERS = /^(?:[a-z0-9][\w.+-]*-(?:dev|devel)|linux-headers(?:-.+)?|kernel-headers|kernel-devel)$/;
/** Java's runtime goes by the same beginning. */
const NO_BUILD = /-(?:jre|jre-headless)$/;

/** Whether a package is there to build others. */
export function isBuildTool(name: string): boolean {
  return (BUILD.test(name) || HEADERS.test(name)) && !NO_BUILD.test(name);
}

const DEBUG =
  /^(?:gdb(?:server)?|strace|ltrace|tcpdump|tshark|wireshark.*|nmap(?:-ncat)?|nc|ncat|netcat(?:-.+)?|vim(?:-.+)?|vi|nano|emacs(?:-.+)?|joe|telnet|inetutils-telnet|busybox-extras|htop|atop|iotop|iftop|mtr(?:-tiny)?|traceroute|tmux|screen|valgrind|perf|linux-tools.*|bpftrace|sysstat|less|man-db)$/;

/** Whether a package is for people who look into a running container. */
export function isDebugTool(name: string): boolean {
  return DEBUG.test(name) && name !== 'less';
}

/** Official images that hold a whole toolchain, whatever their tag says. */
export const SDK_IMAGES: readonly RegExp[] = [
  /^library\/(?:golang|rust|gcc|maven|gradle|haskell|swift(?!.*slim))$/,
  /^dotnet\/sdk$/,
  /^(?:dotnet\/)?(?:core\/)?sdk$/,
];

/** A command that such a toolchain is for. */
export function isBuild(name: string, args: readonly { readonly text: string }[]): boolean {
  const words = args.map(({ text }) => text).filter((text) => !text.startsWith('-'));
  switch (name) {
    case 'go':
      return words[0] === 'build' || words[0] === 'install';
    case 'cargo':
      return words[0] === 'build' || words[0] === 'install';
    case 'mvn':
    case 'mvnw':
    case 'gradle':
    case 'gradlew':
    case 'make':
    case 'gcc':
    case 'g++':
    case 'rustc':
    case 'stack':
    case 'cabal':
      return true;
    case 'dotnet':
      return ['build', 'publish', 'restore'].includes(words[0] ?? '');
    case 'swift':
      return words[0] === 'build';
    default:
      return false;
  }
}
