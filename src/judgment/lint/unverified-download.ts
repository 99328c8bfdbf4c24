import type { LintRule } from '../../model/lint.ts';
import { type Download, downloadOf } from './parts/downloads.ts';
import { eachRun } from './parts/each-instruction.ts';
import { type Program, programsOf } from './parts/programs.ts';

export const unverifiedDownload: LintRule = {
  id: 'unverified-download',
  level: 'info',
  title: 'A download is unpacked or run without a check of its content',
  why: 'HTTPS says which server sent the bytes, not that they are the release that was tested: a replaced file on the server ends up in the image. Compare a sum that stands in the Dockerfile (`sha256sum -c`) or a signature in the same RUN.',
  aliases: [],
  *check(file, context) {
    for (const run of eachRun(file)) {
      const programs = programsOf(run, context);
      if (programs.some(verifies)) continue;
      for (const [index, program] of programs.entries()) {
        const download = downloadOf(program);
        const url = download?.urls.find(({ text }) => !LOCAL.test(text));
        if (download === undefined || url === undefined || COMMIT.test(url.text)) continue;
        if (!isUsed(download, programs.slice(index + 1, index + FURTHEST))) continue;
        const isOpen = /^http:/i.test(url.text);
        yield {
          span: url.span,
          subject: url.text,
          ...(isOpen && { level: 'warning', message: 'The download comes unencrypted and is not checked' }),
        };
      }
    }
  },
};

/** How many programs later a download is looked for. */
const FURTHEST = 300;

const LOCAL = /^(?:file:|(?:\w+:\/\/)?(?:localhost|127\.0\.0\.1)(?:[:/]|$))/i;
/** An address that names a commit names its content. */
const COMMIT = /(?:^|[^0-9a-f])[0-9a-f]{40}(?:$|[^0-9a-f])/i;

const VERIFIERS =
  /^(?:(?:sha|b2|md5|g?sha)\d*sum|b2sum|shasum|sha\d+|sum|gpgv?2?|cosign|minisign|signify(?:-openbsd)?|gh|slsa-verifier|jarsigner|debsig-verify|dpkg-sig|rekor-cli|rhash|cksum)$/;

/** gpg that only turns a key into another form checks nothing. */
function verifies({ name, args }: Program): boolean {
  const words = args.map(({ text }) => text);
  if (/^gpg2?$/.test(name))
    return words.some((word) => word.startsWith('--verify') || word === '--decrypt' || word === '-d');
  if (name === 'gh') return words[0] === 'attestation';
  if (name === 'openssl') return words[0] === 'dgst';
  if (name === 'rpm' || name === 'rpmkeys') return words.includes('-K') || words.includes('--checksig');
  return VERIFIERS.test(name);
}

const UNPACKERS =
  /^(?:tar|bsdtar|unzip|gunzip|bunzip2|unxz|xz|gzip|bzip2|zstd|unzstd|7za?|cpio|dpkg|dpkg-deb|rpm|jar|apt|apt-get|yum|dnf|microdnf|apk|pip\d*|gem|npm|java|installer)$/;
const RUNNERS = /^(?:(?:ba|da|a|z|k)?sh|source|\.|python[\d.]*|perl|ruby|node|php\d*|chmod|install)$/;

/** Whether a later program unpacks or runs what was fetched. */
function isUsed({ target, program }: Download, later: readonly Program[]): boolean {
  if (target.kind === 'output')
    return later.some(
      ({ name, command }) =>
        UNPACKERS.test(name) && command !== undefined && command.pipeline === program.command?.pipeline,
    );
  const { name: path } = target;
  if (path === undefined) return false;
  if (/(?:^|\/)s?bin\/[^/]+$/.test(path)) return true;
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/^["']|["']$/g, '');
  if (base.length < 2) return false;
  return later.some(({ name, args, nameSpan, span }) => {
    const isProgram = name === base && nameSpan.start >= span.start;
    return isProgram || ((UNPACKERS.test(name) || RUNNERS.test(name)) && args.some((one) => isFile(one.text, base)));
  });
}

/** `/tmp/x.tgz`, `./x.tgz`, `x.*`. */
function isFile(text: string, base: string): boolean {
  if (text === base || text.endsWith(`/${base}`) || text.endsWith(`=${base}`)) return true;
  const star = text.indexOf('*');
  if (star < 0) return false;
  const start = text.slice(text.lastIndexOf('/', star) + 1, star);
  const end = text.slice(star + 1);
  return (start + end).length > 1 && base.startsWith(start) && base.endsWith(end) && !end.includes('*');
}
