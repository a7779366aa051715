import { beginInvocation } from '../../adapters/logging/invocation.ts';
import type { Refreshable } from '../../app/ports/refreshable.ts';

/** Makes one dependency on the first call that needs it, from the environment. */
export type Provider<T> = () => T | Promise<T>;

/** One provider per dependency that a use case names; functions/runtime/providers.ts has them all. */
export type Providers<D> = { readonly [K in keyof D]: Provider<D[K]> };

/** Runs `make` until it succeeds once, then keeps the result: a failed cold start is tried again, not remembered. */
export function once<T>(make: Provider<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= Promise.resolve()
      .then(make)
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      });
    return made;
  };
}

/**
 * A Lambda handler that reads its environment and builds its dependencies on the first call, so that
 * importing an entry has no side effects:
 *
 *     export const handler = lazy(createSendShard, { clock, stores, mailer });
 *
 * Naming the providers keeps clients that a function does not use out of its bundle.
 */
export function lazy<D extends object, A extends unknown[], R>(
  create: (deps: D) => (...args: A) => R | Promise<R>,
  providers: Providers<D>,
): (...args: A) => Promise<R> {
  const handler = once(async () => {
    const deps = await provide(providers);
    const refreshable = Object.values(deps).filter(isRefreshable);
    return { run: create(deps), refreshable };
  });
  return async (...args) => {
    beginInvocation(args);
    const { run, refreshable } = await handler();
    for (const dependency of refreshable) await dependency.refresh();
    return run(...args);
  };
}

async function provide<D extends object>(providers: Providers<D>): Promise<D> {
  const made: Partial<D> = {};
  for (const key in providers) made[key] = await providers[key]();
  if (!isComplete(made, providers)) throw new TypeError('a provider made nothing');
  return made;
}

function isComplete<D extends object>(made: Partial<D>, providers: Providers<D>): made is D {
  return Object.keys(providers).every((key) => key in made);
}

function isRefreshable(value: unknown): value is Refreshable {
  return typeof value === 'object' && value !== null && 'refresh' in value && typeof value.refresh === 'function';
}
