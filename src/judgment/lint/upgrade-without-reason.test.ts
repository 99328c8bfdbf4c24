import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { upgradeWithoutReason } from './upgrade-without-reason.ts';

const spots = (lines: string) => violations(upgradeWithoutReason, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('upgrade-without-reason', () => {
  it.each([
    ['RUN apt-get update && apt-get -y upgrade', ['apt-get -y upgrade']],
    ['RUN apt-get -o Dpkg::Use-Pty=0 upgrade -y', ['apt-get -o Dpkg::Use-Pty=0 upgrade -y']],
    ['RUN apk upgrade --no-cache', ['apk upgrade --no-cache']],
    ['RUN yum -y update && yum clean all', ['yum -y update']],
    ['# a base for all teams\nRUN dnf upgrade -y', ['dnf upgrade -y']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN apt-get update',
    'RUN apk upgrade libssl3',
    'RUN yum update -y openssl',
    'RUN dnf upgrade --security -y',
    'RUN apt-get dist-upgrade',
    '# until the base has the fix of CVE-2026-0001\nRUN apk upgrade',
    '# base lags behind\n# with its security updates\nRUN apk upgrade',
    'RUN apk update && \\\n    # security patches\n    apk upgrade',
    'RUN pip install --upgrade pip',
    'RUN poetry update',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));
});
