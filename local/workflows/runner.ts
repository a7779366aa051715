import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import type { Logger, Workflows } from '../../functions/shared/deps.ts';
import type { WorkflowName } from '../../functions/shared/names.ts';
import type { Execution, ExecutionStore } from '../../functions/stores/executions.ts';
import { runExecution, type TaskHandlers } from './runExecution.ts';

export interface RunnerOptions {
  readonly definitions: Readonly<Partial<Record<WorkflowName, StateMachineDefinition>>>;
  /** By state name. Asked for at the first execution: the handlers' dependencies include this runner. */
  readonly tasks: () => TaskHandlers;
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
  const { definitions, executions, log } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  const run = (execution: Pick<Execution, 'workflow' | 'name' | 'input'>) => {
    const { workflow, name, input } = execution;
    const key = `${workflow}/${name}`;
    if (stopping.signal.aborted || running.has(key)) return;
    const definition = definitions[workflow];
    if (!definition) throw new Error(`there is no workflow ${workflow}`);
    const machine = new StateMachine(definition, { validationOptions: { checkArn: false } });
    const context = { Execution: { Name: name }, StateMachine: { Name: workflow } };
    const work = runExecution({ machine, definition, input, context, signal: stopping.signal, ...options }).then(
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
      if (!definitions[workflow]) throw new Error(`there is no workflow ${workflow}`);
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
