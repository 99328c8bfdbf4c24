import { layerReaders } from './layer-readers.ts';
import { serveTasks } from './serve-tasks.ts';

/** The entry of a worker: a thread, or a process of its own. */
serveTasks(layerReaders);
