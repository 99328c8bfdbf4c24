import { describe, expect, it } from 'vitest';
import { findings, fixed, violations } from '../../../test/kit/lint.ts';
import { tlsVerificationOff } from './tls-verification-off.ts';

const spots = (lines: string) => violations(tlsVerificationOff, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('tls-verification-off', () => {
  it.each([
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED=0', ['NODE_TLS_REJECT_UNAUTHORIZED=0'], 'CKV2_DOCKER_6'],
    ['ARG PYTHONHTTPSVERIFY="0"', ['PYTHONHTTPSVERIFY="0"'], 'CKV2_DOCKER_5'],
    ['RUN export GIT_SSL_NO_VERIFY=1 && git fetch', ['GIT_SSL_NO_VERIFY=1'], 'CKV2_DOCKER_14'],
    ['ENV npm_config_strict_ssl false', ['npm_config_strict_ssl false'], 'CKV2_DOCKER_12'],
    ['RUN PIP_TRUSTED_HOST=pypi.org pip install x', ['PIP_TRUSTED_HOST=pypi.org'], 'CKV2_DOCKER_16'],
    ['ENV GOINSECURE=*', ['GOINSECURE=*'], 'CKV2_DOCKER_18'],
    ['RUN curl -fsSLk https://example.com/x', ['-fsSLk'], 'CKV2_DOCKER_2'],
    ['RUN cd /tmp && sudo /usr/bin/curl https://example.com/x --insecure -o x', ['--insecure'], 'CKV2_DOCKER_2'],
    ['RUN ["wget", "--no-check-certificate", "https://example.com/x"]', ['"--no-check-certificate"'], 'CKV2_DOCKER_3'],
    ['RUN pip3 install --trusted-host pypi.org x', ['--trusted-host pypi.org'], 'CKV2_DOCKER_4'],
    ['RUN python -m pip install --trusted-host=pypi.org x', ['--trusted-host=pypi.org'], 'CKV2_DOCKER_4'],
    ['RUN npm config set strict-ssl false', ['npm config set strict-ssl false'], 'CKV2_DOCKER_13'],
    ['RUN yarn config set "strict-ssl"=false -g', ['yarn config set "strict-ssl"=false -g'], 'CKV2_DOCKER_13'],
    [
      'RUN dnf config-manager --setopt=main.sslverify=0',
      ['dnf config-manager --setopt=main.sslverify=0'],
      'CKV2_DOCKER_15',
    ],
    [
      'RUN yum-config-manager --save --setopt=sslverify=false',
      ['yum-config-manager --save --setopt=sslverify=false'],
      'CKV2_DOCKER_15',
    ],
    [
      'RUN git -c http.sslVerify=false clone https://example.com/x',
      ['git -c http.sslVerify=false clone https://example.com/x'],
      undefined,
    ],
    ['RUN git config --global http.sslverify false', ['git config --global http.sslverify false'], undefined],
    ['RUN echo insecure >> ~/.curlrc', ['insecure'], undefined],
    ["RUN echo ':ssl_verify_mode: 0' > ~/.gemrc", ["':ssl_verify_mode: 0'"], undefined],
  ])('%j', (lines, expected, alias) => {
    expect(spots(lines)).toEqual(expected);
    expect(findings(tlsVerificationOff, `FROM alpine\n${lines}`)[0]!.aliases).toEqual(
      alias === undefined ? [] : [alias],
    );
  });

  it.each([
    'RUN curl -K config -o k https://example.com/k',
    'RUN curl -ok https://example.com/k',
    'RUN curl -k https://localhost:8443/health',
    'HEALTHCHECK CMD curl -k https://localhost:8443/health',
    'ENV NODE_TLS_REJECT_UNAUTHORIZED=1',
    'ARG PIP_TRUSTED_HOST',
    'ENV GIT_SSL_NO_VERIFY=',
    'RUN npm config set strict-ssl true',
    'RUN wget -k https://example.com/x',
    'RUN echo --no-check-certificate',
    'RUN pip config set global.index-url https://pypi.org',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it.each([
    ['RUN curl -fsSLk https://example.com/x', 'RUN curl -fsSL https://example.com/x'],
    ['RUN curl -k -o x https://example.com/x', 'RUN curl -o x https://example.com/x'],
    ['RUN wget \\\n    --no-check-certificate \\\n    https://example.com/x', 'RUN wget \\\n    https://example.com/x'],
    ['RUN pip install --trusted-host pypi.org x', 'RUN pip install x'],
    ['RUN npm config set strict-ssl false', 'RUN npm config set strict-ssl false'],
  ])('mends %j', (before, after) => expect(fixed(tlsVerificationOff, before)).toBe(after));
});
