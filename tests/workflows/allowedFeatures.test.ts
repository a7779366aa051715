import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BINDINGS } from '../../workflows/bindings.ts';
import { ALLOWED_CHOICE_FIELDS, ALLOWED_FIELDS, ALLOWED_RETRY_FIELDS } from '../../workflows/allowedFeatures.ts';
import { problemsOf, statesOf } from '../../workflows/checkWorkflow.ts';
import { WORKFLOWS } from '../../core/workspace/workflows.ts';

const load = (name: (typeof WORKFLOWS)[number]) => JSON.parse(readFileSync(`workflows/${name}.asl.json`, 'utf8'));
const tasksOf = (machine: unknown) =>
  [...statesOf(machine)].filter(([, state]) => state['Type'] === 'Task').map(([name]) => name);
const machine = (state: object) => ({ StartAt: 'One', States: { One: state } });

describe.each(WORKFLOWS)('the %s workflow', (name) => {
  it('uses only features that AWS and the local runner share', () => {
    expect(problemsOf(load(name))).toEqual([]);
  });

  it('has a function behind every Task, in a file named as the Task is', () => {
    for (const task of tasksOf(load(name))) {
      expect(Object.keys(BINDINGS)).toContain(task);
      expect(existsSync(`functions/tasks/${task}.ts`), task).toBe(true);
    }
  });

  it('reaches every state it has', () => {
    const states = statesOf(load(name));
    const targets = new Set<unknown>([load(name).StartAt]);
    for (const state of states.values()) {
      targets.add(state['Next']).add(state['Default']);
      targets.add((state['ItemProcessor'] as { StartAt?: string } | undefined)?.StartAt);
      for (const list of [state['Choices'], state['Catch']]) {
        if (Array.isArray(list)) for (const { Next } of list) targets.add(Next);
      }
    }
    expect([...states.keys()].filter((state) => !targets.has(state))).toEqual([]);
  });

  it('catches what fails, or is where the failure is written down', () => {
    for (const [task, state] of statesOf(load(name))) {
      if (state['Type'] !== 'Task') continue;
      expect(state['Retry'], `${task} retries`).toBeDefined();
    }
    const top = Object.entries(load(name).States as Record<string, { Type: string; Catch?: unknown }>);
    const uncaught = top.filter(([, { Type, Catch }]) => (Type === 'Task' || Type === 'Map') && !Catch);
    const expected = /^(?:Fail|MeasureCampaign)/;
    expect(uncaught.map(([task]) => task).filter((task) => !expected.test(task))).toEqual([]);
  });

  it('hands its Map states shard descriptors only, for a payload may hold 256 KiB', () => {
    for (const [task, state] of statesOf(load(name))) {
      if (state['Type'] !== 'Map') continue;
      const fields = Object.keys(state['ItemSelector'] as object).map((field) => field.replace('.$', ''));
      expect(['campaignId', 'runId', 'shard', 'concurrency'], task).toEqual(expect.arrayContaining(fields));
      expect(state['ResultPath'], `${task} drops the results of its items`).toBeNull();
    }
  });
});

it('binds no function that no workflow uses', () => {
  const used = new Set(WORKFLOWS.flatMap((name) => tasksOf(load(name))));
  expect(Object.keys(BINDINGS).filter((task) => !used.has(task))).toEqual([]);
});

it.each([
  ['JSONata', { Type: 'Task', Resource: '${One}', TimeoutSeconds: 1, QueryLanguage: 'JSONata' }],
  ['an intrinsic function', { Type: 'Map', ItemSelector: { 'id.$': 'States.UUID()' } }],
  ['a wildcard path', { Type: 'Map', ItemsPath: '$.shards[*]' }],
  ['IsNull, which the local runner gets wrong', { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: false }] }],
  ['a wait in seconds', { Type: 'Wait', Seconds: 5 }],
  ['a state type that is not listed', { Type: 'Parallel', Branches: [] }],
  ['a Task without a time limit', { Type: 'Task', Resource: '${One}' }],
  ['a resource that is not the placeholder of its state', { Type: 'Task', Resource: 'arn:aws:x', TimeoutSeconds: 1 }],
  ['a catch without ResultPath', { Type: 'Map', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'One' }] }],
])('refuses %s', (_, state) => {
  expect(problemsOf(machine(state))).toHaveLength(1);
});

it('names every allowed field in the README', () => {
  const readme = readFileSync('workflows/README.md', 'utf8');
  const fields = [...Object.values(ALLOWED_FIELDS).flat(), ...ALLOWED_CHOICE_FIELDS, ...ALLOWED_RETRY_FIELDS];
  expect(fields.filter((field) => !readme.includes(`\`${field}\``))).toEqual([]);
});
