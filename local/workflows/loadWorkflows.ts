import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../../app/ports/deps.ts';
import { BINDINGS } from '../../workflows/bindings.ts';
import { WORKFLOWS, type WorkflowName } from '../../core/workspace/workflows.ts';

/** A workflow and the functions behind its Tasks, by Task name. */
export interface Workflow {
  readonly name: WorkflowName;
  /** As in its `.asl.json`. */
  readonly machine: unknown;
  readonly bind: Readonly<Record<string, (deps: Deps) => (input: unknown) => Promise<unknown>>>;
}

const FOLDER = join(import.meta.dirname, '..', '..', 'workflows');

/** The workflows of `workflows/`, the very files that CDK deploys. */
export function loadWorkflows(): Workflow[] {
  const bind = Object.fromEntries(Object.entries(BINDINGS).map(([task, { create }]) => [task, create]));
  return WORKFLOWS.map((name) => {
    const machine: unknown = JSON.parse(readFileSync(join(FOLDER, `${name}.asl.json`), 'utf8'));
    return { name, machine, bind };
  });
}
