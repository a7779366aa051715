import type { RunOptions } from 'aws-local-stepfunctions';
import { z } from 'zod';
import type { Prepared } from './definition.ts';
import { waitUntil } from './waits.ts';

/** Step functions by the name of their Task. */
type TaskHandlers = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

export interface ExecutionOptions {
  readonly prepared: Prepared;
  readonly tasks: TaskHandlers;
  readonly input: unknown;
  readonly context: NonNullable<RunOptions['context']>;
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

export type Outcome =
  | { readonly status: 'succeeded'; readonly output: unknown }
  | { readonly status: 'failed'; readonly error: string }
  | { readonly status: 'stopped' };

/** The runtime stops. The engine must neither retry nor catch this. */
class StoppedError extends Error {
  override readonly name = 'StoppedError';
  readonly isRetryable = false;
  readonly isCatchable = false;
}

type EngineTask = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>[string];
type Json = Awaited<ReturnType<EngineTask>>;

/** Runs a state machine to its end, or until `signal`; returns when no step is running any more. */
export async function runExecution(options: ExecutionOptions): Promise<Outcome> {
  const { prepared, context, signal } = options;
  const active = new Set<Promise<unknown>>();
  const guard =
    (work: (input: unknown) => Promise<unknown>): EngineTask =>
    async (input) => {
      if (signal.aborted) throw new StoppedError();
      const task = work(input);
      active.add(task);
      try {
        return asJson(await task);
      } finally {
        active.delete(task);
      }
    };

  const execution = prepared.machine.run(asJson(options.input), {
    context,
    overrides: { taskResourceLocalHandlers: localHandlers(options, guard) },
  });
  const abort = () => execution.abort();
  signal.addEventListener('abort', abort, { once: true });
  void drain(execution.eventLogs);
  try {
    return { status: 'succeeded', output: await execution.result };
  } catch (error) {
    return signal.aborted ? { status: 'stopped' } : { status: 'failed', error: describe(error) };
  } finally {
    signal.removeEventListener('abort', abort);
    await Promise.allSettled([...active]);
  }
}

function localHandlers(options: ExecutionOptions, guard: (work: TaskHandlers[string]) => EngineTask) {
  const { prepared, tasks, clock, signal } = options;
  const handlers: Record<string, EngineTask> = {};
  for (const [name, path] of prepared.waits) handlers[name] = guard((input) => waitUntil(input, path, clock, signal));
  for (const name of prepared.tasks) {
    const task = tasks[name];
    if (!task) throw new Error(`no function is bound to the task ${name}`);
    handlers[name] = guard(task);
  }
  return handlers;
}

const json = z.custom<Json>();

/** What crosses a state border is JSON, in Step Functions and here. */
function asJson(value: unknown): Json {
  return value === undefined ? null : json.parse(JSON.parse(JSON.stringify(value)));
}

// The engine keeps every event, inputs included, until somebody reads it.
async function drain(events: AsyncIterable<unknown>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}

/** `name: message` of what made the execution fail, the engine's own wrapping taken off. */
function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
