import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tasksOf, workflowSource } from '../../infra/constructs/workflowSource.ts';
import { givenTemplates, resourcesOf, type Loose } from './support.ts';
import { WORKFLOWS } from '../../core/workspace/workflows.ts';

const templates = givenTemplates();
const machines = resourcesOf(templates, 'AWS::StepFunctions::StateMachine').map(([, { Properties }]) => Properties);
const functionOf = (arn: Loose) =>
  templates.workflows.findResources('AWS::Lambda::Function')[arn['Fn::GetAtt'][0]]?.['Properties'].Description;

describe('state machines', () => {
  it('are the three workflows, under the names that functions start them by', () => {
    expect(machines.map(({ StateMachineName }) => StateMachineName).sort()).toEqual(
      WORKFLOWS.map((name) => `peyk-dev-${name}`).sort(),
    );
  });

  it('run the very files that the local runtime runs', () => {
    for (const name of WORKFLOWS) {
      const machine = machines.find(({ StateMachineName }) => StateMachineName === `peyk-dev-${name}`);
      const file = readFileSync(join(import.meta.dirname, '../../workflows', `${name}.asl.json`), 'utf8');
      expect(machine.DefinitionString).toBe(file);
    }
  });

  it('call, for every placeholder, the step of that name', () => {
    for (const machine of machines) {
      const name = machine.StateMachineName.replace('peyk-dev-', '');
      const bound = Object.entries(machine.DefinitionSubstitutions);
      expect(bound.map(([task]) => task).sort()).toEqual(tasksOf(name).sort());
      for (const [task, arn] of bound) expect(functionOf(arn)).toBe(`functions/tasks/${task}.ts`);
    }
  });

  it('log every transition without its data, and trace', () => {
    for (const machine of machines) {
      expect(machine.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
      expect(machine.TracingConfiguration).toEqual({ Enabled: true });
    }
  });

  it('give every Task at least as long as its function may take', () => {
    for (const name of WORKFLOWS) {
      for (const [task, seconds] of timeoutsOf(JSON.parse(workflowSource(name, tasksOf(name))))) {
        const [fn] = Object.values(
          templates.workflows.findResources('AWS::Lambda::Function', {
            Properties: { Description: `functions/tasks/${task}.ts` },
          }),
        );
        expect([task, fn?.['Properties'].Timeout]).toEqual([task, seconds]);
      }
    }
  });
});

describe('a workflow file', () => {
  it('is refused when a placeholder has no function, or a function no placeholder', () => {
    const tasks = tasksOf('import');
    expect(() => workflowSource('import', tasks.slice(1))).toThrow(`nothing is bound to ${tasks[0]}`);
    expect(() => workflowSource('import', [...tasks, 'Nobody'])).toThrow('nothing uses Nobody');
  });
});

function timeoutsOf(definition: Loose): [string, number][] {
  return Object.values<Loose>(definition.States).flatMap((state) => {
    if (state.Type === 'Map') return timeoutsOf(state.ItemProcessor);
    if (state.Type !== 'Task') return [];
    return [[state.Resource.replace(/[${}]/g, ''), state.TimeoutSeconds] as [string, number]];
  });
}
