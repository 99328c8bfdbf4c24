import { describe, expect, it } from 'vitest';
import { baseLayersOf, instructionsOf, plainInstruction } from './history.ts';

const layer = (createdBy: string) => ({ createdBy, emptyLayer: false });
const empty = (createdBy: string) => ({ createdBy, emptyLayer: true });

describe('the history of an image', () => {
  it.each([
    ['/bin/sh -c #(nop) ADD file:abc in / ', 'ADD file:abc in /'],
    ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
    ['/bin/sh -c apt-get update', 'RUN apt-get update'],
    ['RUN /bin/sh -c apt-get update # buildkit', 'RUN apt-get update'],
    ['RUN |1 TOKEN=secret /bin/sh -c make # buildkit', 'RUN make'],
    ['|2 TOKEN=secret A=b /bin/sh -c make', 'RUN make'],
    ['|1 TOKEN=secret', 'RUN'],
    ['COPY . /app # buildkit', 'COPY . /app'],
    ['', ''],
  ])('%j was written %j', (createdBy, plain) => expect(plainInstruction(createdBy)).toBe(plain));

  it('gives each layer its instruction when the counts agree', () => {
    const history = [layer('ADD x'), empty('ENV a=b'), layer('RUN /bin/sh -c y # buildkit')];
    expect(instructionsOf(history, 2).map((instruction) => instruction?.createdBy)).toEqual(['ADD x', 'RUN y']);
    expect(instructionsOf(history, 3)).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    [
      'layers after the CMD of the base',
      [layer('ADD'), empty('CMD ["sh"]'), layer('RUN a'), empty('CMD ["app"]')],
      2,
      1,
    ],
    [
      'two bases stacked: the last counts',
      [layer('ADD'), empty('CMD ["sh"]'), layer('RUN a'), empty('/bin/sh -c #(nop) ENTRYPOINT ["x"]'), layer('COPY')],
      3,
      2,
    ],
    ['no CMD before the end', [layer('ADD'), layer('RUN a'), empty('CMD ["app"]')], 2, undefined],
    ['a count that does not agree', [layer('ADD'), empty('CMD ["sh"]'), layer('RUN a')], 3, undefined],
  ])('%s', (_, history, layers, expected) => expect(baseLayersOf(history, layers)).toBe(expected));
});
