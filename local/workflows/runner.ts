import type { Deps } from '../../app/ports/deps.ts';
import { prepare } from './definition.ts';
import type { Workflow } from './loadWorkflows.ts';
import { runExecution } from './runExecution.ts';
import type { Logger } from '../../app/ports/logger.ts';
import type { Workflows } from '../../app/ports/workflows.ts';
import type { WorkflowName } from '../../core/workspace/workflows.ts';
import type { Execution, ExecutionStore } from '../../app/ports/stores/executions.ts';

export interface RunnerOptions {
  readonly workflows: readonly Workflow[];
  /** Asked for at the first execution: the dependencies of the steps include this runner. */
  readonly deps: () => Deps;
  readonly executions: ExecutionStore;
  readonly clock: () => number;
  readonly log: Logger;
}

export interface Runner extends Workflows {
  /** Runs again, from its start, every execution that a crash or a stop left unfinished. All steps are idempotent. */
  resume(): Promise<number>;
  /** Stops what runs without calling it failed, and gives running steps up to `patienceMs` to end. */
  stop(patienceMs: number): Promise<void>;
}

/** Step Functions on one machine: the same ASL, executions kept in the Control table. */
export function createRunner(options: RunnerOptions): Runner {
  const { executions, clock, log } = options;
  const workflows = new Map(
    options.workflows.map(({ name, machine, bind }) => [name, { prepared: prepare(name, machine), bind }]),
  );
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  const workflowNamed = (name: WorkflowName) => {
    const found = workflows.get(name);
    if (!found) throw new Error(`there is no workflow ${name}`);
    return found;
  };
  const run = (execution: Pick<Execution, 'workflow' | 'name' | 'input'>) => {
    const { workflow, name, input } = execution;
    const key = `${workflow}/${name}`;
    if (stopping.signal.aborted || running.has(key)) return;
    const { prepared, bind } = workflowNamed(workflow);
    const context = { Execution: { Name: name }, StateMachine: { Name: workflow } };
    const tasks = mapValues(bind, (create) => create(options.deps()));
    const work = runExecution({ prepared, tasks, input, context, clock, signal: stopping.signal }).then(
      async (outcome) => {
        if (outcome.status === 'stopped') return;
        if (outcome.status === 'failed')
          log.error({ workflow, execution: name, error: outcome.error }, 'workflow failed');
        await executions.finish(workflow, name, outcome);
      },
    );
    const kept = work
      .catch((error: unknown) => log.error({ err: error, workflow, execution: name }, 'workflow could not be recorded'))
      .finally(() => running.delete(key));
    running.set(key, kept);
  };

  return {
    async start(workflow, name, input) {
      // As Step Functions would have it: only JSON crosses the border.
      const json: unknown = JSON.parse(JSON.stringify(input));
      workflowNamed(workflow);
      if (await executions.start(workflow, name, json)) run({ workflow, name, input: json });
    },
    async status(workflow, name) {
      return (await executions.get(workflow, name))?.status ?? 'unknown';
    },
    async resume() {
      const unfinished = await executions.running();
      for (const execution of unfinished) run(execution);
      return unfinished.length;
    },
    async stop(patienceMs) {
      stopping.abort();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)));
      await Promise.race([Promise.all(running.values()), patience]);
      clearTimeout(timer);
    },
  };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
