import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { volumeSensitive } from './volume-sensitive.ts';

const spots = (lines: string) => violations(volumeSensitive, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('volume-sensitive', () => {
  it.each([
    ['VOLUME /sys/fs/cgroup', ['/sys/fs/cgroup']],
    ['VOLUME ["/etc", "/data"]', ['"/etc"']],
    ['VOLUME /', ['/']],
    ['VOLUME /var/run/docker.sock', ['/var/run/docker.sock']],
    ['VOLUME /usr/lib/', ['/usr/lib/']],
    ['VOLUME /etc/app /usr/share/data /data', []],
    ['VOLUME /dev/shm', []],
    ['VOLUME /devices /system', []],
    ['VOLUME $DATA', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));
});
