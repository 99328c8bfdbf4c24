import type { Dockerfile } from '../../../model/dockerfile.ts';

/** Remembers what was worked out for a file, so that each of its violations may ask for it. */
export function oncePerFile<T>(compute: (file: Dockerfile) => T): (file: Dockerfile) => T {
  const known = new WeakMap<Dockerfile, T>();
  return (file) => {
    if (known.has(file)) return known.get(file) as T;
    const value = compute(file);
    known.set(file, value);
    return value;
  };
}
