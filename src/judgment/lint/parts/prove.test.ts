import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import { lintRules } from '../index.ts';
import { prove } from './prove.ts';
import { allowances } from './prove-allowances.ts';

const proofOf = (before: string, after: string, ...rules: string[]) => {
  const [was, is] = [before, after].map((text) => parseDockerfile(Buffer.from(text), 'Dockerfile'));
  const { unexpected, unknownRules } = prove(was!, is!, rules);
  return [...unexpected.map(({ kind }) => kind), ...unknownRules];
};

/** What a RUN is before and after, in an image of its own. */
const run = (before: string, after: string, ...rules: string[]) =>
  proofOf(`FROM a\nRUN ${before}\n`, `FROM a\nRUN ${after}\n`, ...rules);

describe('proves what a rule names', () => {
  it.each<[string, string, string[]]>([
    ['apt-get install -y a', 'apt-get install --no-install-recommends -y a', ['apt-no-install-recommends']],
    ['apt-get install a', 'apt-get install -y --no-install-recommends a', ['apt-no-install-recommends', 'apt-yes']],
    ['["apt-get", "install", "a"]', '["apt-get", "install", "-y", "a"]', ['apt-yes']],
    ['apt-get update && apt install -y a', 'apt-get update && apt-get install -y a', ['no-apt']],
    ['apt upgrade -y', 'apt-get upgrade --with-new-pkgs -y', ['no-apt']],
    [
      'apt-get update && apt-get install -y a',
      'apt-get update \\\n && apt-get install -y a \\\n && rm -rf /var/lib/apt/lists/*',
      ['apt-lists-left'],
    ],
    [
      'set -eux; apt-get update; apt-get install -y a',
      'set -eux; apt-get update; apt-get install -y a; rm -rf /var/lib/apt/lists/*',
      ['apt-lists-left'],
    ],
    ['if x; then yum install -y a; fi', 'if x; then yum install -y a; fi && yum clean all', ['yum-clean']],
    ['x=$(pip install a)', 'x=$(pip install --no-cache-dir a)', ['pip-no-cache']],
    [
      'sudo -H true && A=b python3 -m pip install a',
      'sudo -H true && A=b python3 -m pip install --no-cache-dir a',
      ['pip-no-cache'],
    ],
    ['<<E\napk add a\nE', '<<E\napk add --no-cache a\nE', ['apk-no-cache']],
    ['bash <<E\napt-get install a\nE', 'bash <<E\napt-get install -y a\nE', ['apt-yes']],
    ['<<E\n#!/bin/bash -e\nyum install a\nE', '<<E\n#!/bin/bash -e\nyum install -y a\nE', ['yum-yes']],
    ['apt-get install -y \\\n b \\\n a', 'apt-get install -y \\\n a \\\n b', ['sorted-arguments']],
    ['useradd -u 1234567 a', 'useradd --no-log-init -u 1234567 a', ['useradd-no-log-init']],
    ['a \\\n\n && b', 'a \\\n && b', ['empty-continuation', 'instruction-case']],
    ['a `b "c"` d', 'a $(b "c") d', ['shell-backticks']],
    ['rm -rf *', 'rm -rf ./*', ['shell-glob-as-option']],
    ['a | egrep b', 'a | grep -E b', ['shell-legacy-grep']],
    ['a\u00a0b c', 'a b c', ['shell-no-break-space']],
    ['find . -name *.c', "find . -name '*.c'", ['shell-unquoted-pattern']],
  ])('%s → %s', (before, after, rules) => {
    expect(run(before, after, ...rules)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'FROM a\nMAINTAINER "Ä <a@b>"\n',
      'FROM a\nLABEL org.opencontainers.image.authors="Ä <a@b>"\n',
      'maintainer-deprecated',
    ],
    ['FROM a\nADD x /y\n', 'FROM a\nCOPY x /y\n', 'copy-not-add'],
    ['FROM --platform=$TARGETPLATFORM a\n', 'FROM a\n', 'redundant-target-platform'],
    [
      'FROM a AS Build\nFROM b\nCOPY --from=Build x y\n',
      'FROM a AS build\nFROM b\nCOPY --from=build x y\n',
      'stage-name-case',
    ],
    ['FROM a AS Build\nFROM Build\n', 'FROM a AS build\nFROM build\n', 'stage-name-case'],
    ['FROM a\nENV b c  d\n', 'FROM a\nENV b="c  d"\n', 'legacy-key-value'],
    ['FROM a\nCMD a\nUSER b\nCMD c\n', 'FROM a\nUSER b\nCMD c\n', 'multiple-cmds'],
    [
      'FROM a\nRUN apt-get update\nRUN apt-get install b\n',
      'FROM a\nRUN apt-get update && apt-get install b\n',
      'update-not-joined',
    ],
    ['FROM a\nEXPOSE 53/UDP\n', 'FROM a\nEXPOSE 53/udp\n', 'expose-protocol-case'],
  ])('%j → %j', (before, after, rule) => {
    expect(proofOf(before, after, rule)).toEqual([]);
  });
});

describe('refuses what it does not', () => {
  it.each<[string, string, string[], string[]]>([
    ['apt-get install a', 'apt-get install -y a', ['apk-no-cache'], ['command-changed']],
    ['apt-get install -y a', 'apt-get install a', ['apt-yes'], ['command-changed']],
    ['apt-get install a', 'apt-get install -y b', ['apt-yes'], ['command-changed']],
    ['echo apt-get install a', 'echo apt-get install -y a', ['apt-yes'], ['command-changed']],
    [
      'apt-get update || apt-get install -y a',
      'apt-get update && apt-get install -y a',
      ['apt-yes'],
      ['command-removed', 'command-added'],
    ],
    [
      'a; apt-get install b',
      'a; apt-get install b; rm -rf /var/lib/apt/lists/*',
      ['apt-lists-left'],
      ['command-added'],
    ],
    [
      'a || apt-get install b',
      'a || apt-get install b && rm -rf /var/lib/apt/lists/*',
      ['apt-lists-left'],
      ['command-added'],
    ],
    ['apt-get install b &', 'apt-get install b & rm -rf /var/lib/apt/lists/*', ['apt-lists-left'], ['command-changed']],
    ['apt-get install b', 'apt-get install b && rm -rf /', ['apt-lists-left'], ['command-added']],
    ['echo b', 'echo b && rm -rf /var/lib/apt/lists/*', ['apt-lists-left'], ['command-added']],
    [
      '(apt-get install b)',
      '(apt-get install b && rm -rf /var/lib/apt/lists/*)',
      ['apt-lists-left'],
      ['command-added'],
    ],
    ['apt-get install b a', 'apt-get install a c', ['sorted-arguments'], ['command-changed']],
    ["echo 'a  b'", "echo 'a b'", ['instruction-case'], ['command-changed']],
    ['cat <<E > f\na  b\nE', 'cat <<E > f\na b\nE', ['instruction-case'], ['command-changed']],
    [
      '<<E\n#!/usr/bin/python3\nif a:\n b\nE',
      '<<E\n#!/usr/bin/python3\nif a: b\nE',
      ['instruction-case'],
      ['layer-changed'],
    ],
    ['a `b \\$c`', 'a $(b \\$c)', ['shell-backticks'], ['command-changed']],
    ['a `b # c` d', 'a $(b # c) d', ['shell-backticks'], ['command-changed']],
    ['cat <<E\napt-get install a\nE', 'cat <<E\napt-get install -y a\nE', ['apt-yes'], ['command-changed']],
    ['rm *', 'rm ../*', ['shell-glob-as-option'], ['command-changed']],
    ['["a"]', 'a', ['instruction-case'], ['layer-changed']],
    ['--network=none a', 'a', ['instruction-case'], ['layer-changed']],
    ['a', 'a', ['no-such-rule'], ['no-such-rule']],
  ])('%s → %s', (before, after, rules, found) => {
    expect(run(before, after, ...rules)).toEqual(found);
  });

  it.each<[string, string, string, string[]]>([
    [
      'FROM a\nMAINTAINER b\n',
      'FROM a\nLABEL org.opencontainers.image.authors=c\n',
      'maintainer-deprecated',
      ['maintainer-removed', 'label-added'],
    ],
    ['FROM a\nMAINTAINER b\n', 'FROM a\n', 'maintainer-deprecated', ['maintainer-removed']],
    ['FROM a\nADD x.tar /y\n', 'FROM a\nCOPY x.tar /y\n', 'copy-not-add', ['file-in-changed']],
    ['FROM a\nADD $x /y\n', 'FROM a\nCOPY $x /y\n', 'copy-not-add', ['file-in-changed']],
    [
      'FROM a\nADD --checksum=sha256:0 x /y\n',
      'FROM a\nCOPY --checksum=sha256:0 x /y\n',
      'copy-not-add',
      ['problem-added', 'file-in-changed'],
    ],
    ['FROM --platform=linux/arm64 a\n', 'FROM a\n', 'redundant-target-platform', ['platform-changed']],
    ['FROM a\nENV b $c\n', 'FROM a\nENV b=\\$c\n', 'legacy-key-value', ['env-changed']],
    [`FROM a\nENV b $\{c:-d}\n`, `FROM a\nENV b=$\{c:-e}\n`, 'legacy-key-value', ['env-changed']],
    ['FROM a\nCMD a\nCMD b\n', 'FROM a\nCMD a\n', 'multiple-cmds', ['command-changed']],
    ['FROM a\nUSER a\n', 'FROM a\nUSER b\n', 'instruction-case', ['user-changed']],
    ['FROM a\nRUN a\nRUN b\n', 'FROM a\nRUN a && b\n', 'instruction-case', ['layer-joined']],
    ['FROM a\nRUN b\nRUN c\n', 'FROM a\nRUN b && c\n', 'update-not-joined', ['layer-joined']],
    ['FROM a\n', 'FROM b\n', 'instruction-case', ['base-changed']],
    ['FROM a\n', 'FROM a\nFROM b\n', 'instruction-case', ['stages-changed']],
    ['FROM a\nCOPY <<E /f\nx\nE\n', 'FROM a\nCOPY <<E /f\ny\nE\n', 'instruction-case', ['file-in-changed']],
    ['FROM a\n', 'FROM a\nFOO b\n', 'instruction-case', ['problem-added', 'unknown-added']],
  ])('%j → %j', (before, after, rule, found) => {
    expect(proofOf(before, after, rule)).toEqual(found);
  });
});

describe('the table of what rules may do', () => {
  it('has every rule whose fix is safe, and none that has no fix', () => {
    const safe = lintRules.filter(({ fix }) => fix?.safety === 'safe').map(({ id }) => id);
    const fixed = lintRules.filter(({ fix }) => fix !== undefined).map(({ id }) => id);
    expect(Object.keys(allowances)).toEqual(expect.arrayContaining(safe));
    expect(fixed).toEqual(expect.arrayContaining(Object.keys(allowances)));
  });
});

it('takes time with the size of the file, not with its square', () => {
  const text = `FROM a\n${'RUN apt-get install a && (((( $( `"${ b\n'.repeat(4000)}`;
  expect(proofOf(text, text.replaceAll('install', 'install -y'), 'apt-yes')).toEqual([]);
});
