import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { problemsOf, statesOf } from '../../workflows/checkWorkflow.ts';

/** A workflow that the engine can run. */
export interface Prepared {
  readonly machine: StateMachine;
  /** Names of the Tasks that need a function. */
  readonly tasks: readonly string[];
  /** Name of a Wait -> path to the instant it waits for. */
  readonly waits: ReadonlyMap<string, string>;
}

/** Makes a workflow ready for the engine; refuses what `workflows/README.md` does not allow. */
export function prepare(name: string, workflow: unknown): Prepared {
  const problems = problemsOf(workflow);
  if (problems.length > 0) throw new Error(`workflow ${name} cannot run here: ${problems.join('; ')}`);
  const states = [...statesOf(workflow)];
  const definition = forEngine(workflow);
  if (!isDefinition(definition)) throw new Error(`workflow ${name} has no states`);
  return {
    machine: new StateMachine(definition),
    tasks: states.flatMap(([state, { Type }]) => (Type === 'Task' ? [state] : [])),
    waits: new Map(states.flatMap(([state, { Type, ...rest }]) => (Type === 'Wait' ? [[state, pathOf(rest)]] : []))),
  };
}

function pathOf(state: Readonly<Record<string, unknown>>): string {
  return String(state['TimestampPath']);
}

function isDefinition(value: unknown): value is StateMachineDefinition {
  return typeof value === 'object' && value !== null && 'StartAt' in value && 'States' in value;
}

export const STILL_WAITING = 'Peyk.StillWaiting';

/** How long one try of a wait may take. Node's timers end at 24.8 days, and so do the engine's. */
export const LONGEST_TRY_MS = 10 * 86_400_000;

// Never called: every Task has a function of its own here. The engine only wants to see an ARN.
const RESOURCE = 'arn:aws:lambda:local:000000000000:function:local';

const WAIT_AS_TASK = {
  Type: 'Task',
  Resource: RESOURCE,
  TimeoutSeconds: (2 * LONGEST_TRY_MS) / 1_000,
  Retry: [{ ErrorEquals: [STILL_WAITING], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 99_999_999 }],
};

/**
 * Gives every Task the engine's kind of resource, and turns every Wait into a Task of the runner (waits.ts), tried
 * again until it is over: the engine sleeps on one timer of its own clock, which returns at once for waits beyond
 * 24.8 days and lags behind on a machine that slept. What a Wait hands on is its input, and so does that task.
 */
function forEngine(workflow: unknown): unknown {
  return JSON.parse(JSON.stringify(workflow), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('Type' in value)) return value;
    if (value.Type === 'Task') return { ...value, Resource: RESOURCE };
    if (value.Type !== 'Wait') return value;
    const kept = Object.entries(value).filter(([field]) => field !== 'TimestampPath');
    return { ...Object.fromEntries(kept), ...WAIT_AS_TASK };
  });
}
