import { describe, expect, it } from 'vitest';
import { parseRpmManifest } from './manifest.ts';

describe('parseRpmManifest', () => {
  it('reads lines of ten columns and marks others', () => {
    const lines = [
      'bash\t5.2.15-3.azl3\t1710000000\t1700000000\tMicrosoft Corporation\t(none)\t9200000\tx86_64\t0\tbash-5.2.15-3.azl3.src.rpm',
      'dbus\t1.15.2-1\t1\t1\t(none)\t1\t2\tnoarch\t1\t(none)',
      '',
      'cut\t1-1\t1',
    ];
    expect([...parseRpmManifest(new TextEncoder().encode(lines.join('\n')))]).toEqual([
      {
        name: 'bash',
        version: '5.2.15-3.azl3',
        arch: 'x86_64',
        vendor: 'Microsoft Corporation',
        sourceRpm: 'bash-5.2.15-3.azl3.src.rpm',
      },
      { name: 'dbus', version: '1.15.2-1', epoch: '1', arch: 'noarch' },
      undefined,
    ]);
  });
});
