import { describe, expect, it } from 'vitest';
import { findings, fixed, violations } from '../../../test/kit/lint.ts';
import { unauthenticatedPackages } from './unauthenticated-packages.ts';

const spots = (lines: string) => violations(unauthenticatedPackages, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('unauthenticated-packages', () => {
  it.each([
    ['RUN apk add --allow-untrusted /tmp/x.apk', '--allow-untrusted', 'CKV2_DOCKER_7'],
    ['RUN apt-get install -y --allow-unauthenticated x', '--allow-unauthenticated', 'CKV2_DOCKER_8'],
    [
      'RUN apt-get -o APT::Get::AllowUnauthenticated=true install x',
      'APT::Get::AllowUnauthenticated=true',
      'CKV2_DOCKER_8',
    ],
    ['RUN sudo apt-get install --force-yes x', '--force-yes', 'CKV2_DOCKER_11'],
    ['RUN yum -y install --nogpgcheck x', '--nogpgcheck', 'CKV2_DOCKER_9'],
    ['RUN dnf install --setopt=gpgcheck=0 x', '--setopt=gpgcheck=0', 'CKV2_DOCKER_9'],
    ['RUN rpm -i --nosignature x.rpm', '--nosignature', 'CKV2_DOCKER_10'],
    ['RUN zypper --no-gpg-checks install x', '--no-gpg-checks', undefined],
    [
      "RUN printf '[x]\\nname=x\\ngpgcheck=0\\n' > /etc/yum.repos.d/x.repo",
      "'[x]\\nname=x\\ngpgcheck=0\\n'",
      undefined,
    ],
    ['RUN sed -i s/gpgcheck=1/gpgcheck=0/ /etc/yum.conf', 's/gpgcheck=1/gpgcheck=0/', undefined],
    [
      'RUN echo "deb [arch=amd64 trusted=yes] https://example.com/ ./" > /etc/apt/sources.list.d/x.list',
      '"deb [arch=amd64 trusted=yes] https://example.com/ ./"',
      undefined,
    ],
  ])('%j', (lines, text, alias) => {
    expect(spots(lines)).toEqual([text]);
    expect(findings(unauthenticatedPackages, `FROM alpine\n${lines}`)[0]!.aliases).toEqual(
      alias === undefined ? [] : [alias],
    );
  });

  it.each([
    'RUN apk add --no-cache curl',
    'RUN apt-get install -y x',
    'RUN echo "deb [signed-by=/k.gpg] https://example.com/ ./" > /etc/apt/sources.list.d/x.list',
    'RUN echo repo_gpgcheck=0 >> /etc/yum.repos.d/x.repo',
    'RUN rpm --import https://example.com/key',
    'RUN grep -- --allow-untrusted notes',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it('takes the option away', () => {
    expect(fixed(unauthenticatedPackages, 'RUN yum install -y --nogpgcheck x')).toBe('RUN yum install -y x');
    expect(fixed(unauthenticatedPackages, 'RUN rpm -i --nosignature --nodigest x.rpm')).toBe('RUN rpm -i x.rpm');
  });
});
