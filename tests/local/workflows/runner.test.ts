import { afterEach, describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../core/shared/errors.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import type { Workflow } from '../../../local/workflows/loadWorkflows.ts';
import { createRunner, type Runner } from '../../../local/workflows/runner.ts';
import type { Logger } from '../../../app/ports/logger.ts';
import type { Execution, ExecutionStore } from '../../../app/ports/stores/executions.ts';

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const runners: Runner[] = [];
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop(1_000);
});

function memoryExecutions(): ExecutionStore & { readonly all: Map<string, Execution> } {
  const all = new Map<string, Execution>();
  return {
    all,
    async start(workflow, name, input) {
      if (all.has(name)) return false;
      all.set(name, { workflow, name, input, status: 'running', startedAt: 0 });
      return true;
    },
    get: async (_workflow, name) => all.get(name),
    async finish(_workflow, name, outcome) {
      all.set(name, { ...all.get(name)!, ...outcome });
    },
    running: async () => [...all.values()].filter(({ status }) => status === 'running'),
  };
}

type Tasks = Record<string, (input: Record<string, number>) => Promise<unknown>>;
function givenRunner(states: object, tasks: Tasks, given: { executions?: ExecutionStore; clock?: () => number } = {}) {
  const machine = { StartAt: Object.keys(states)[0], States: states };
  const bind = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, () => task as (input: unknown) => Promise<unknown>]),
  );
  const workflows: Workflow[] = [{ name: 'import', machine, bind }];
  const executions = given.executions ?? memoryExecutions();
  const clock = given.clock ?? (() => Date.now());
  const runner = createRunner({ workflows, deps: () => ({}) as Deps, executions, clock, log: silent });
  runners.push(runner);
  const ended = async (name: string) => {
    await expect.poll(() => runner.status('import', name), { timeout: 10_000, interval: 5 }).not.toBe('running');
    return executions.get('import', name);
  };
  return { runner, executions, ended };
}

const task = (name: string, more: object = { End: true }) => ({
  [name]: { Type: 'Task', Resource: `\${${name}}`, TimeoutSeconds: 60, ...more },
});
const wait = (more: object = { End: true }) => ({ Wait: { Type: 'Wait', TimestampPath: '$.until', ...more } });

describe('the workflow runner', () => {
  it('runs a task with the input and keeps its output', async () => {
    const { runner, ended } = givenRunner(task('Add'), { Add: async ({ a, b }) => ({ sum: a! + b! }) });
    await runner.start('import', 'one', { a: 1, b: 2 });
    expect(await ended('one')).toMatchObject({ status: 'succeeded', output: { sum: 3 } });
  });

  it('runs an execution name once, however often it is started', async () => {
    let runs = 0;
    const { runner, ended } = givenRunner(task('Count'), { Count: async () => ++runs });
    await Promise.all(Array.from({ length: 20 }, () => runner.start('import', 'same', {})));
    await ended('same');
    await runner.start('import', 'same', {});
    expect(runs).toBe(1);
  });

  it('answers unknown for an execution that nobody started', async () => {
    const { runner } = givenRunner(task('Any'), { Any: async () => 1 });
    expect(await runner.status('import', 'nobody')).toBe('unknown');
  });

  it('retries by the name of the error and records what made it fail in the end', async () => {
    let tries = 0;
    const fails = async () => {
      tries += 1;
      throw new UnavailableError('throttled');
    };
    const Retry = [{ ErrorEquals: ['UnavailableError'], IntervalSeconds: 0.01, MaxAttempts: 2 }];
    const { runner, ended } = givenRunner(task('Fail', { End: true, Retry }), { Fail: fails });
    await runner.start('import', 'failing', {});
    expect(await ended('failing')).toMatchObject({ status: 'failed', error: 'UnavailableError: throttled' });
    expect(tries).toBe(3);
  });

  it('hands on the input of a wait that is over', async () => {
    const { runner, ended } = givenRunner(wait(), {});
    const input = { until: '2020-01-01T00:00:00Z', kept: [1] };
    await runner.start('import', 'past', input);
    expect(await ended('past')).toMatchObject({ status: 'succeeded', output: input });
  });

  it('waits longer than a timer of Node can, and goes by the clock it is given', async () => {
    let now = Date.UTC(2026, 0, 1);
    const states = { ...wait({ Next: 'Then' }), ...task('Then') };
    const { runner, ended } = givenRunner(states, { Then: async () => 'over' }, { clock: () => now });
    await runner.start('import', 'long', { until: '2026-04-01T00:00:00Z' });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await runner.status('import', 'long')).toBe('running');
    now = Date.UTC(2026, 2, 1); // far beyond one try
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await runner.status('import', 'long')).toBe('running');
    now = Date.UTC(2026, 3, 1);
    expect(await ended('long')).toMatchObject({ output: 'over' });
  });

  it('stops without calling a waiting execution failed, and the next runner goes on with it', async () => {
    const executions = memoryExecutions();
    let now = 0;
    const states = { ...wait({ Next: 'Then' }), ...task('Then') };
    const tasks = { Then: async () => 'over' };
    const first = givenRunner(states, tasks, { executions, clock: () => now });
    await first.runner.start('import', 'waiting', { until: '2000-01-01T00:00:00Z' });
    await first.runner.stop(1_000);
    expect(await executions.get('import', 'waiting')).toMatchObject({ status: 'running' });
    now = Date.UTC(2000, 0, 1);
    const second = givenRunner(states, tasks, { executions, clock: () => now });
    expect(await second.runner.resume()).toBe(1);
    expect(await second.ended('waiting')).toMatchObject({ status: 'succeeded', output: 'over' });
  });

  it('lets a running step end before the stop returns, and starts no other', async () => {
    const steps: string[] = [];
    const slow = Promise.withResolvers<undefined>();
    const states = { ...task('Slow', { Next: 'After' }), ...task('After') };
    const { runner, executions } = givenRunner(states, {
      Slow: async () => {
        await slow.promise;
        steps.push('slow');
      },
      After: async () => steps.push('after'),
    });
    await runner.start('import', 'cut', {});
    const stopped = runner.stop(5_000);
    setTimeout(() => slow.resolve(undefined), 50);
    await stopped;
    expect(steps).toEqual(['slow']);
    expect(await executions.get('import', 'cut')).toMatchObject({ status: 'running' });
  });

  it('does not retry a step that the stop cut off', async () => {
    let tries = 0;
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30, MaxAttempts: 5 }];
    const Fail = async () => {
      tries += 1;
      throw new Error('no');
    };
    const { runner, executions } = givenRunner(task('Fail', { End: true, Retry }), { Fail });
    await runner.start('import', 'retrying', {});
    await expect.poll(() => tries).toBe(1);
    await runner.stop(1_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(tries).toBe(1);
    expect(await executions.get('import', 'retrying')).toMatchObject({ status: 'running' });
  });

  it('fans out over a map, runs as many at once as it says, and waits inside it', async () => {
    let active = 0;
    let most = 0;
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Work',
      States: { ...task('Work', { Next: 'Wait', ResultPath: '$.done' }), ...wait() },
    };
    const states = {
      Each: { Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 3, ItemProcessor, End: true },
    };
    const { runner, ended } = givenRunner(states, {
      Work: async ({ n }) => {
        most = Math.max(most, ++active);
        await new Promise((resolve) => setTimeout(resolve, 5));
        active -= 1;
        return n! * 2;
      },
    });
    const items = Array.from({ length: 20 }, (_, n) => ({ n, until: '2020-01-01T00:00:00Z' }));
    await runner.start('import', 'map', { items });
    const { output } = (await ended('map')) as { output: { done: number }[] };
    expect(output.map(({ done }) => done)).toEqual(items.map(({ n }) => n * 2));
    expect(most).toBe(3);
  });

  it('refuses a workflow with a feature that it would run differently from AWS', () => {
    expect(() => givenRunner({ Pause: { Type: 'Wait', Seconds: 5, End: true } }, {})).toThrow(/Seconds is not allowed/);
  });
});
