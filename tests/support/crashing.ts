import type { SendDeps } from './sending.ts';
import type { Mailer } from '../../app/ports/mailer.ts';

/** Where a process dies: at its nth I/O call, before the call leaves or after it took effect and the answer is lost. */
export interface CrashPoint {
  readonly call: number;
  readonly when: 'before' | 'after';
}

export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export interface CrashingProcess {
  readonly deps: SendDeps;
  /** I/O calls so far. */
  readonly calls: () => number;
  readonly dead: () => boolean;
}

export interface DyingProcess {
  readonly calls: () => number;
  readonly dead: () => boolean;
  /** The same object, whose named functions are the process's I/O. */
  readonly wrapped: <T extends object>(store: T, names: readonly (keyof T)[]) => T;
}

/** A process that dies at `point`: from then on every call of its fails, as if nobody had made it. */
export function dyingProcess(point?: CrashPoint): DyingProcess {
  let calls = 0;
  let dead = false;
  const io = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (dead) throw new CrashError('the process is gone');
      calls += 1;
      const here = calls === point?.call;
      if (here && point.when === 'before') {
        dead = true;
        throw new CrashError(`before call ${calls}`);
      }
      const result = await call(...args);
      if (here) dead = true;
      // Calls that were under way when the process died took effect, but nobody is there to hear of it.
      if (dead) throw new CrashError(`after call ${calls}`);
      return result;
    };
  };
  return {
    calls: () => calls,
    dead: () => dead,
    wrapped: (store, names) =>
      Object.assign(
        { ...store },
        Object.fromEntries(
          names.map((name) => [name, io((store[name] as (...args: unknown[]) => Promise<unknown>).bind(store))]),
        ),
      ),
  };
}

/** The dependencies of sending, of a process that dies at `point`. */
export function crashing(deps: SendDeps, point?: CrashPoint): CrashingProcess {
  const { calls, dead, wrapped } = dyingProcess(point);
  const { stores, mailer } = deps;
  return {
    deps: {
      ...deps,
      stores: {
        ...stores,
        campaigns: wrapped(stores.campaigns, ['get', 'frozen', 'mutate']),
        ledger: wrapped(stores.ledger, ['getShard', 'chunksOf', 'getChunk', 'putChunks', 'update', 'saveShard']),
        customers: wrapped(stores.customers, ['getMany']),
      },
      mailer: wrapped<Mailer>(mailer, ['sendBulk', 'quota']),
    },
    calls,
    dead,
  };
}

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
