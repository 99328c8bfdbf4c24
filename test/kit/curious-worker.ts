import { defaultLimits } from '../../src/formats/bytes/limits.ts';
import type { StartLane } from '../../src/io/workers/lane.ts';

/** What a worker can see and do; as its entry it tells so at the first message. */
export interface Surroundings {
  readonly variables: number;
  readonly mayWrite: boolean;
  readonly mayStart: boolean;
}

export async function environmentOf(start: StartLane): Promise<Surroundings> {
  const lane = start({ script: new URL(import.meta.url), limits: defaultLimits });
  lane.hold(true);
  try {
    return await new Promise((resolve, reject) => {
      lane.listen({
        message: (message) => resolve((message as unknown as { result: Surroundings }).result),
        lost: (cause) => reject(cause ?? new Error('the worker is gone')),
      });
      lane.post({ kind: 'end' });
    });
  } finally {
    await lane.stop();
  }
}

if (process.send !== undefined && process.argv[2]?.startsWith('{') === true) {
  process.on('message', () => {
    const variables = Object.keys(process.env).filter((name) => !/^(?:NODE_CHANNEL|PWD$|SHLVL$|_$|OLDPWD$)/.test(name));
    process.send!({
      kind: 'done',
      result: {
        variables: variables.length,
        mayWrite: process.permission.has('fs.write'),
        mayStart: process.permission.has('child'),
      },
    });
  });
}
