/** Runs work under the same key one after the other, in the order it was asked for; other keys are not held up. */
export type KeyedMutex = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Holds within this process. A failure does not stop those behind it. Asking inside the work for the same key never ends. */
export function createKeyedMutex(): KeyedMutex {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const mine = before ? before.then(work, work) : work();
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
