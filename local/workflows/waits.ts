import { LONGEST_TRY_MS, STILL_WAITING } from './definition.ts';

/** The clock is looked at this often: a laptop may sleep, and a test may turn it. */
const LOOK_MS = 500;

class StillWaitingError extends Error {
  override readonly name = STILL_WAITING;
}

/** Waits until `path` (`$.a.b`) of the input, an RFC 3339 instant, and answers the input. */
export async function waitUntil(
  input: unknown,
  path: string,
  clock: () => number,
  signal: AbortSignal,
): Promise<unknown> {
  const until = instantAt(input, path);
  const start = clock();
  for (let left = until - start; left > 0; left = until - clock()) {
    if (clock() - start > LONGEST_TRY_MS) throw new StillWaitingError('not yet');
    await pause(Math.min(left, LOOK_MS), signal);
    signal.throwIfAborted();
  }
  return input;
}

function instantAt(input: unknown, path: string): number {
  let value = input;
  for (const name of path.split('.').slice(1)) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw new TypeError(`${path} is not an instant`);
  return at;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
