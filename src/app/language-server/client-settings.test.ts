import { describe, expect, it } from 'vitest';
import { clientSettings } from './client-settings.ts';

const said = (raw: unknown) =>
  [...clientSettings(raw, '/w')].map(([name, { texts, directory }]) => [name, texts, directory]);

describe('what an editor says', () => {
  it.each<[string, unknown, unknown]>([
    ['a list', { ignore: ['DL3008', 'DL3015'] }, [['ignore', ['DL3008', 'DL3015'], '/w']]],
    [
      'a text and a switch',
      { config: 'a.yaml', 'strict-labels': true },
      [
        ['config', ['a.yaml'], '/w'],
        ['strictLabels', ['true'], '/w'],
      ],
    ],
    ['below our name', { plimsoll: { enable: 'x' }, other: 1 }, [['enable', ['x'], '/w']]],
    ['nothing about one', { ignore: null, enable: [] }, []],
    ['nothing', undefined, []],
    ['null', null, []],
    ['a list of nothing', [], []],
    ['what is no object', 'x', []],
  ])('%s', (_, raw, given) => {
    expect(said(raw)).toEqual(given);
  });

  it.each<[unknown, string, string | undefined]>([
    [{ ignored: 'x' }, 'config/unknown-key', 'did you mean ignore?'],
    [{ fix: 'all' }, 'config/unknown-key', undefined],
    [{ ignore: { a: 1 } }, 'config/invalid-value', undefined],
    [{ ignore: [['x']] }, 'config/invalid-value', undefined],
  ])('%j is refused', (raw, code, help) => {
    expect(() => said(raw)).toThrow(
      expect.objectContaining({ code, ...(help && { help: expect.arrayContaining([help]) }) }),
    );
  });
});
