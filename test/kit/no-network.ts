import net from 'node:net';
import { beforeAll } from 'vitest';

/** Unit tests have no network: a connection attempt is a bug of the code under test. End-to-end tests are a project of their own. */
beforeAll(() => {
  net.Socket.prototype.connect = () => {
    throw new Error('a unit test tried to open a network connection');
  };
});
