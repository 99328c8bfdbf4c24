import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { buildToolsInFinalImage } from './build-tools-in-final-image.ts';

const spots = (lines: string) =>
  violations(buildToolsInFinalImage, `FROM x\nCMD ["app"]\n${lines}`).map(([, text, message]) => [
    text,
    message?.replace(/^.*: /, ''),
  ]);

describe('build-tools-in-final-image', () => {
  it.each([
    ['RUN apt-get install -y curl gcc libpq-dev', [['gcc', 'gcc, libpq-dev']]],
    ['RUN apk add --no-cache build-base=0.5-r3 bash', [['build-base=0.5-r3', 'build-base']]],
    ['RUN yum install -y gcc-c++ make && yum clean all', [['gcc-c++', 'gcc-c++, make']]],
    ['RUN dnf install -y openssl-devel-3.0.1', [['openssl-devel-3.0.1', 'openssl-devel']]],
    ['RUN apt-get install -y git\nRUN apt-get purge -y git', [['git', 'git']]],
    ['RUN apt-get install -y gcc make && make && apt-get purge -y gcc', [['make', 'make']]],
    [
      'RUN apt-get install -y a-dev b-dev c-dev d-dev e-dev f-dev g-dev',
      [['a-dev', 'a-dev, b-dev, c-dev, d-dev, e-dev and 2 more']],
    ],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN apt-get install -y gcc && pip install x && apt-get purge -y --auto-remove gcc',
    'RUN apk add --virtual .build-deps gcc musl-dev && make && apk del .build-deps',
    'RUN apk add -t build gcc && make && apk del --no-network build',
    "RUN deps='gcc make' && apt-get install -y $deps && apt-get purge -y $deps",
    'RUN apt-get install -y ca-certificates openjdk-17-jre libpq5',
    'RUN echo install gcc',
    'RUN apt-get remove gcc',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it('knows images that are toolchains', () => {
    const rule = buildToolsInFinalImage;
    expect(
      violations(rule, 'FROM golang:1.23\nRUN go build -o /x\nCMD ["/x"]').map(([line, text]) => [line, text]),
    ).toEqual([[1, 'golang:1.23']]);
    expect(
      violations(rule, 'FROM mcr.microsoft.com/dotnet/sdk:8.0\nRUN dotnet publish\nENTRYPOINT ["x"]'),
    ).toHaveLength(1);
    expect(
      violations(rule, 'FROM golang:1.23 AS b\nRUN go build\nFROM scratch\nCOPY --from=b /x /x\nCMD ["/x"]'),
    ).toEqual([]);
    expect(violations(rule, 'FROM golang:1.23\nCMD ["go", "test"]')).toEqual([]);
  });

  it('leaves images that run nothing of their own alone', () => {
    const rule = buildToolsInFinalImage;
    expect(violations(rule, 'FROM x\nRUN apt-get install gcc')).toEqual([]);
    expect(violations(rule, 'FROM x\nRUN apt-get install gcc\nCMD ["/bin/bash"]')).toEqual([]);
    expect(violations(rule, 'FROM x\nRUN apt-get install gcc\nENTRYPOINT ["tail", "-f", "/dev/null"]')).toEqual([]);
  });
});
