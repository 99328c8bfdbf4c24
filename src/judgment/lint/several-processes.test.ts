import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { severalProcesses } from './several-processes.ts';

const spots = (lines: string) => violations(severalProcesses, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('several-processes', () => {
  it.each([
    ['CMD ["/usr/bin/supervisord", "-n"]', ['["/usr/bin/supervisord", "-n"]']],
    ['CMD service cron start && nginx -g "daemon off;"', ['service cron start && nginx -g "daemon off;"']],
    ['ENTRYPOINT ["sh", "-c", "/etc/init.d/ssh start; exec app"]', ['["sh", "-c", "/etc/init.d/ssh start; exec app"]']],
    ["CMD php-fpm -D && nginx -g 'daemon off;'", ["php-fpm -D && nginx -g 'daemon off;'"]],
    ['CMD redis-server & app', ['redis-server & app']],
    ['CMD ["bash", "-c", "worker & web"]', ['["bash", "-c", "worker & web"]']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'CMD ["nginx", "-g", "daemon off;"]',
    'CMD migrate && exec app 2>&1',
    'CMD service nginx start && tail -f /var/log/nginx/access.log',
    'CMD app &> /dev/null',
    'CMD app --url "http://x/?a=1&b=2"',
    'CMD ["app", "a&b"]',
    'CMD supervisord\nCMD ["app"]',
    'RUN pip install supervisord',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));
});
