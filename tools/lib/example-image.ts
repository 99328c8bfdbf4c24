import { createHash } from 'node:crypto';
import { type BuiltImage, image, type LayerFiles } from '../../test/kit/image.ts';

/**
 * The image that the README scans: what an old web application on Alpine looks like to a scanner, and nothing more. It has package
 * databases and manifests, written here, without a program or a library behind them; it cannot be run.
 */
export function exampleImage(): BuiltImage {
  return image({
    created: '2023-05-12T00:00:00Z',
    labels: {
      'org.opencontainers.image.title': 'shop',
      'org.opencontainers.image.base.name': 'docker.io/library/alpine:3.18.0',
    },
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'NODE_ENV=production'],
  })
    .layer(baseFiles(), { createdBy: 'ADD alpine-minirootfs-3.18.0-x86_64.tar.gz / # buildkit' })
    .instruction('CMD ["/bin/sh"]')
    .layer(runtimeFiles(), {
      createdBy:
        'RUN /bin/sh -c apk add --no-cache nodejs python3 py3-pip && pip install Jinja2==2.10.1 requests==2.19.1 # buildkit',
    })
    .layer(applicationFiles(), { createdBy: 'COPY shop /srv # buildkit' })
    .instruction('CMD ["node", "/srv/server.js"]')
    .build();
}

/** Name, version, license, origin, and a file that it brought. */
type Apk = readonly [name: string, version: string, license: string, origin: string, file: string];

const base: readonly Apk[] = [
  ['alpine-baselayout', '3.4.3-r1', 'GPL-2.0-only', 'alpine-baselayout', 'etc/motd'],
  ['alpine-keys', '2.4-r1', 'MIT', 'alpine-keys', 'etc/apk/keys/alpine-devel.rsa.pub'],
  ['alpine-release', '3.18.0-r0', 'MIT', 'alpine-base', 'etc/alpine-release'],
  ['apk-tools', '2.14.0-r0', 'GPL-2.0-only', 'apk-tools', 'sbin/apk'],
  ['busybox', '1.36.0-r9', 'GPL-2.0-only', 'busybox', 'bin/busybox'],
  ['ca-certificates-bundle', '20230506-r0', 'MPL-2.0 AND MIT', 'ca-certificates', 'etc/ssl/certs/ca-certificates.crt'],
  ['libcrypto3', '3.1.0-r4', 'Apache-2.0', 'openssl', 'lib/libcrypto.so.3'],
  ['libssl3', '3.1.0-r4', 'Apache-2.0', 'openssl', 'lib/libssl.so.3'],
  ['musl', '1.2.4-r0', 'MIT', 'musl', 'lib/ld-musl-x86_64.so.1'],
  ['ssl_client', '1.36.0-r9', 'GPL-2.0-only', 'busybox', 'usr/bin/ssl_client'],
  ['zlib', '1.2.13-r1', 'Zlib', 'zlib', 'lib/libz.so.1'],
];

const runtime: readonly Apk[] = [
  ['libexpat', '2.5.0-r1', 'MIT', 'expat', 'usr/lib/libexpat.so.1'],
  ['nodejs', '18.16.0-r1', 'MIT', 'nodejs', 'usr/bin/node'],
  ['py3-pip', '23.1.2-r0', 'MIT', 'py3-pip', 'usr/bin/pip'],
  ['python3', '3.11.3-r11', 'PSF-2.0', 'python3', 'usr/bin/python3'],
  ['sqlite-libs', '3.41.2-r2', 'blessing', 'sqlite', 'usr/lib/libsqlite3.so.0'],
];

function baseFiles(): LayerFiles {
  return {
    'etc/os-release': [
      'NAME="Alpine Linux"',
      'ID=alpine',
      'VERSION_ID=3.18.0',
      'PRETTY_NAME="Alpine Linux v3.18"',
      'HOME_URL="https://alpinelinux.org/"',
      '',
    ].join('\n'),
    ...filesOf(base),
    'lib/apk/db/installed': databaseOf(base),
  };
}

function runtimeFiles(): LayerFiles {
  return {
    ...filesOf(runtime),
    'lib/apk/db/installed': databaseOf([...base, ...runtime]),
    ...distInfo('Jinja2', '2.10.1', 'BSD'),
    ...distInfo('requests', '2.19.1', 'Apache 2.0'),
  };
}

function applicationFiles(): LayerFiles {
  const dependencies = { express: '4.17.1', lodash: '4.17.15', minimist: '1.2.0', moment: '2.29.1' };
  const modules = Object.entries(dependencies).map(([name, version]) => [
    `srv/node_modules/${name}/package.json`,
    json({ name, version, license: 'MIT' }),
  ]);
  return {
    'srv/package.json': json({ name: 'shop', version: '2.1.0', private: true, dependencies }),
    'srv/server.js': "'use strict';\n",
    ...Object.fromEntries(modules),
  };
}

/** A package's one file holds its name: it stands for the program. */
function contentOf([name, version]: Apk): string {
  return name === 'alpine-release' ? `${version.split('-')[0]}\n` : `${name}\n`;
}

function filesOf(packages: readonly Apk[]): LayerFiles {
  return Object.fromEntries(packages.map((pkg) => [pkg[4], contentOf(pkg)]));
}

function databaseOf(packages: readonly Apk[]): string {
  return packages
    .map((pkg) => {
      const [name, version, license, origin, file] = pkg;
      const slash = file.lastIndexOf('/');
      return [
        `C:${checksum(`${name} ${version}`)}`,
        `P:${name}`,
        `V:${version}`,
        'A:x86_64',
        `L:${license}`,
        `o:${origin}`,
        `F:${file.slice(0, slash)}`,
        `R:${file.slice(slash + 1)}`,
        `Z:${checksum(contentOf(pkg))}`,
        '',
        '',
      ].join('\n');
    })
    .join('');
}

function distInfo(name: string, version: string, license: string): LayerFiles {
  const folder = `usr/lib/python3.11/site-packages/${name}-${version}.dist-info`;
  return {
    [`${folder}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nLicense: ${license}\n`,
    [`${folder}/RECORD`]: `${name}-${version}.dist-info/METADATA,,\n${name}-${version}.dist-info/RECORD,,\n`,
    [`${folder}/INSTALLER`]: 'pip\n',
  };
}

function checksum(content: string): string {
  return `Q1${createHash('sha1').update(content).digest('base64')}`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
