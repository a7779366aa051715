import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowName } from '../../core/workspace/workflows.ts';

const WORKFLOWS = join(import.meta.dirname, '..', '..', 'workflows');

/** Text of a workflow. Throws unless its `${placeholders}` are exactly `tasks`: one left over would fail at run time. */
export function workflowSource(name: WorkflowName, tasks: readonly string[]): string {
  const source = readWorkflow(name);
  const used = placeholdersOf(source);
  const unbound = used.filter((task) => !tasks.includes(task));
  const unused = tasks.filter((task) => !used.includes(task));
  if (unbound.length > 0) throw new Error(`workflow ${name}: nothing is bound to ${unbound.join(', ')}`);
  if (unused.length > 0) throw new Error(`workflow ${name}: nothing uses ${unused.join(', ')}`);
  return source;
}

/** Names of a workflow's Tasks: its placeholders. */
export function tasksOf(name: WorkflowName): string[] {
  return placeholdersOf(readWorkflow(name));
}

function readWorkflow(name: WorkflowName): string {
  return readFileSync(join(WORKFLOWS, `${name}.asl.json`), 'utf8');
}

function placeholdersOf(source: string): string[] {
  return [...new Set([...source.matchAll(/\$\{(\w+)\}/g)].map(([, task = '']) => task))];
}

export function runsDistributedMaps(source: string): boolean {
  return /"Mode":\s*"DISTRIBUTED"/.test(source);
}
