import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { addExtractsArchives } from './add-extracts-archives.ts';

const found = (text: string) => violations(addExtractsArchives, text).map(([line, place]) => [line, place]);

describe('add-extracts-archives', () => {
  it.each([
    { text: 'FROM debian:12\nCOPY a.tar.gz /x/\nRUN tar -xzf /x/a.tar.gz\n', at: [[2, 'a.tar.gz']] },
    { text: 'FROM debian:12\nCOPY d/a.tgz c.tar /x/\nRUN cd /x && tar xf a.tgz\n', at: [[2, 'd/a.tgz']] },
    { text: 'FROM debian:12\nCOPY a.tar.gz /x/b.txz\nRUN tar --extract --file=/x/b.txz\n', at: [[2, 'a.tar.gz']] },
    {
      text: 'FROM debian:12\nCOPY a.tar /x/\nCOPY ["a.tar", "/y/"]\nRUN (tar --get -f "$d/a.tar") && rm a.tar\n',
      at: [
        [2, 'a.tar'],
        [3, '"a.tar"'],
      ],
    },
    { text: 'FROM debian:12\nCOPY a.tar.bz2 /x/\nRUN ["bsdtar", "-x", "-f", "a.tar.bz2"]\n', at: [[2, 'a.tar.bz2']] },
    { text: 'FROM debian:12\nCOPY a.tar.gz /\nRUN gunzip a.tar.gz\n', at: [[2, 'a.tar.gz']] },
    { text: 'FROM debian:12\nCOPY $A /x/a.tar\nRUN tar -xf /x/a.tar\n', at: [[2, '$A']] },
  ])('finds $at in $text', ({ text, at }) => {
    expect(found(text)).toEqual(at);
  });

  it.each([
    'FROM debian:12\nADD a.tar.gz /x/\nRUN tar -xf a.tar.gz\n',
    'FROM debian:12\nCOPY a.tar.gz /x/\nRUN tar -czf /x/a.tar.gz /etc\n',
    'FROM debian:12\nCOPY a.tar.gz /x/\nRUN tar -tf a.tar.gz\n',
    'FROM debian:12\nRUN tar -xf a.tar\nCOPY a.tar /x/\n',
    'FROM debian:12\nCOPY a.zip /x/\nRUN unzip a.zip\n',
    'FROM debian:12\nCOPY a.sql.gz /x/\nRUN gunzip a.sql.gz\n',
    'FROM debian:12\nCOPY a.tar /x/b\nRUN tar -xf b\n',
    'FROM debian:12\nCOPY --from=x a.tar /x/\nRUN tar -xf a.tar\n',
    'FROM a:1\nCOPY a.tar /x/\nFROM a:1\nRUN tar -xf a.tar\n',
    'FROM debian:12\nCOPY a.tar /x/\nRUN echo a.tar && tar -xf b\n',
  ])('is silent about %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
