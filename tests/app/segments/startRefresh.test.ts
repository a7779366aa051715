import { describe, expect, it } from 'vitest';
import { startRefresh } from '../../../app/segments/startRefresh.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { createPrepareRefresh } from '../../../functions/tasks/PrepareRefresh.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';
import type { ExecutionStatus } from '../../../app/ports/workflows.ts';

const stores = useStores();

class Crash extends Error {}

/** Refreshes whose executions the test knows: `executions` says how each stands. */
async function givenRefreshes() {
  const { options } = await stores.fresh();
  const { deps, advance } = createTestApp((clock) => createStores({ ...options, clock }));
  const executions = new Map<string, ExecutionStatus>();
  Object.assign(deps.workflows, {
    start: async (_: string, execution: string) => void executions.set(execution, 'running'),
    status: async (_: string, execution: string) => executions.get(execution) ?? 'unknown',
  });
  const running = async () =>
    (await deps.stores.runs.list({ limit: 50 })).items.filter(({ status }) => status === 'running');
  return { deps, advance, executions, running };
}

/** A process that dies at its nth call, before or after the call took effect; then nothing of it happens any more. */
function dying({ stores: all, workflows, ...deps }: Deps, at: number, when: 'before' | 'after') {
  let calls = 0;
  const call = <A extends unknown[], R>(real: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      calls += 1;
      if (calls > at || (calls === at && when === 'before')) throw new Crash();
      const result = await real(...args);
      if (calls === at) throw new Crash();
      return result;
    };
  };
  const wrap = <T extends object>(part: T, names: readonly (keyof T)[]): T => {
    const real = (name: keyof T) => (part[name] as (...args: unknown[]) => Promise<unknown>).bind(part);
    return Object.assign({ ...part }, Object.fromEntries(names.map((name) => [name, call(real(name))])));
  };
  const dead: Deps = {
    ...deps,
    stores: { ...all, runs: wrap(all.runs, ['get', 'current', 'begin', 'mutate']) },
    workflows: wrap(workflows, ['start', 'status']),
  };
  return { dead, calls: () => calls };
}

describe('a refresh that dies while it starts', () => {
  it.each(['before', 'after'] as const)(
    '%s any of its calls keeps no other from running, and never two run',
    async (when) => {
      for (let at = 1, over = false; !over; at++) {
        const { deps, advance, executions, running } = await givenRefreshes();
        const { dead, calls } = dying(deps, at, when);
        await startRefresh(dead).catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
        over = calls() < at;
        // Its execution, if it got that far, dies as well.
        for (const execution of executions.keys()) executions.set(execution, 'failed');
        advance(61_000);
        const { runId } = await startRefresh(deps);
        expect(
          (await running()).map(({ id }) => id),
          `call ${at}`,
        ).toEqual([runId]);
      }
    },
  );
});

describe('a refresh that was declared dead too early', () => {
  it('finds its run over when it begins at last, and leaves the work to the other', async () => {
    const { deps, advance, executions, running } = await givenRefreshes();
    const { runId } = await startRefresh(deps);
    executions.clear();
    advance(61_000);
    const second = await startRefresh(deps);
    expect(await createPrepareRefresh(deps)({ start: { runId }, execution: runId })).toMatchObject({
      goesOn: false,
    });
    expect((await running()).map(({ id }) => id)).toEqual([second.runId]);
  });
});
