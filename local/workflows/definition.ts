import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { problemsOf } from '../../workflows/checkWorkflow.ts';

/** A workflow as the engine takes it; refuses what `workflows/README.md` does not allow. */
export function definitionOf(name: string, machine: unknown): StateMachineDefinition {
  const problems = problemsOf(machine);
  if (problems.length > 0) throw new Error(`workflow ${name} cannot run here: ${problems.join('; ')}`);
  const prepared = withLongWaits(machine);
  if (!isDefinition(prepared)) throw new Error(`workflow ${name} has no states`);
  return prepared;
}

function isDefinition(value: unknown): value is StateMachineDefinition {
  return typeof value === 'object' && value !== null && 'StartAt' in value && 'States' in value;
}

const WAIT = 'wait:';

/** The path to the instant that a prepared Wait waits for; undefined for any other Task. */
export function waitPathOf(resource: string): string | undefined {
  return resource.startsWith(WAIT) ? resource.slice(WAIT.length) : undefined;
}

export const STILL_WAITING = 'Peyk.StillWaiting';

/** How long one try of a wait may take. Node's timers end at 24.8 days, and so do the engine's. */
export const LONGEST_TRY_MS = 10 * 86_400_000;

/**
 * The engine sleeps on one timer of its own clock, which returns at once for waits beyond 24.8 days and lags behind on
 * a machine that slept. So a Wait becomes a Task of the runner (see waits.ts), tried again until it is over. What a
 * Wait hands on is its input, which is what the runner's task answers.
 */
function withLongWaits(machine: unknown): unknown {
  return JSON.parse(JSON.stringify(machine), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('Type' in value) || value.Type !== 'Wait') return value;
    const { TimestampPath, ...rest } = { TimestampPath: undefined, ...value };
    return {
      ...rest,
      Type: 'Task',
      Resource: WAIT + String(TimestampPath),
      TimeoutSeconds: (2 * LONGEST_TRY_MS) / 1_000,
      Retry: [{ ErrorEquals: [STILL_WAITING], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 99_999_999 }],
    };
  });
}
