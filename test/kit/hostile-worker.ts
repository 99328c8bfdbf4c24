import { serveTasks } from '../../src/app/serve-tasks.ts';
import { hostileReaders } from './hostile-readers.ts';

/** The entry of a worker whose readers are hostile. */
serveTasks(hostileReaders);
