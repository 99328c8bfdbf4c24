import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { debugTools } from './debug-tools.ts';

const spots = (lines: string) => violations(debugTools, `FROM x\nCMD ["app"]\n${lines}`).map(([, text]) => text);

describe('debug-tools', () => {
  it.each([
    ['RUN apt-get install -y curl vim strace', ['vim', 'strace']],
    ['RUN apk add --no-cache netcat-openbsd tcpdump=4.99', ['netcat-openbsd', 'tcpdump=4.99']],
    ['RUN yum -y install telnet nmap-ncat', ['telnet', 'nmap-ncat']],
    ['RUN apk add vim && apk del vim', []],
    ['RUN apt-get install -y vimdiffless less ca-certificates', []],
    ['RUN vim x', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it('leaves workplaces alone', () => {
    expect(violations(debugTools, 'FROM x\nRUN apt-get install vim\nCMD bash')).toEqual([]);
  });
});
