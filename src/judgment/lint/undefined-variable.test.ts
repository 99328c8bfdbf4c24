import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { undefinedVariable } from './undefined-variable.ts';

const found = (text: string) => violations(undefinedVariable, text).map(([line, place]) => [line, place]);

describe('undefined-variable', () => {
  it.each([
    {
      text: `FROM scratch\nCOPY $a /x\nENV b=\${c:-d}\nLABEL e=$f\nUSER $g\n`,
      at: [
        [2, '$a'],
        [3, `\${c:-d}`],
        [4, '$f'],
        [5, '$g'],
      ],
    },
    { text: 'ARG V=1\nFROM a:1\nCOPY x-$V /x\n', at: [[3, '$V']] },
    {
      text: 'FROM debian:12\nENV NODE_VERSION=1\nENV U=https://x/$NODE_VERSOIN/$NODE_VERSON/$NODE_VERSIUN\n',
      at: [
        [3, '$NODE_VERSOIN'],
        [3, '$NODE_VERSON'],
        [3, '$NODE_VERSIUN'],
      ],
    },
    { text: 'FROM scratch\nCOPY <<EOF /x\n$a\nEOF\n', at: [[3, '$a']] },
    { text: 'FROM scratch\nENV a=$b c=$b\n', at: [[2, '$b']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM scratch\nARG a\nENV b=$a PATH=$PATH:/x\n',
    'ARG V=1\nFROM a:1\nARG V\nCOPY x-$V /x\n',
    'FROM scratch AS a\nENV b=c\nFROM a\nENV d=$b\n',
    'FROM debian:12\nENV a=$GOPATH\n',
    'FROM debian:12\nENV PYTHON2=1 CARGO_NAME=x LIB_A=y\nENV a=$PYTHON3 b=$CARGO_HOME c=$LIB_B d=$PYTHON\n',
    'FROM scratch\nRUN echo $a\nCMD echo $a\n',
    'FROM scratch\nCOPY <<"EOF" /x\n$a\nEOF\n',
    'FROM scratch\nENV a=\\$b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
