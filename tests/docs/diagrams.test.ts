import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chunkSchema } from '../../core/campaigns/ledger.ts';
import { CAMPAIGN_STATUSES, transition, type CampaignAction } from '../../core/campaigns/lifecycle.ts';
import { WORKFLOWS } from '../../core/workspace/workflows.ts';
import { readPage } from './pages.ts';

const DIAGRAMS = [...readPage('docs/architecture.md').matchAll(/^```mermaid\n([^]*?)^```$/gm)].map(
  ([, body = '']) => body,
);
const ARROW = /^\s*(\S+) --> ([^\s:]+)(?:: (.+))?$/gm;

/** The state diagram that says in a comment what it draws. */
function diagramOf(subject: string): string {
  const diagram = DIAGRAMS.find((body) => body.includes(`%% ${subject}\n`));
  if (diagram === undefined) throw new Error(`docs/architecture.md draws no ${subject}`);
  return diagram;
}

/** "from --> to", each once, in alphabetical order. `[*]` is where a machine, or a Map's inner machine, begins and ends. */
const arrowsOf = (diagram: string) =>
  [...new Set([...diagram.matchAll(ARROW)].map(([, from, to]) => `${from} --> ${to}`))].toSorted();

interface State {
  Type: string;
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Catch?: { Next: string }[];
  ItemProcessor?: Machine;
}
interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

function arrowsOfMachine({ StartAt, States }: Machine): string[] {
  const arrows = Object.entries(States).flatMap(([name, state]) => {
    const branches = [...(state.Choices ?? []), ...(state.Catch ?? [])].map(({ Next }) => Next);
    const targets = [state.Next, state.Default, ...branches].filter((next) => next !== undefined);
    const inner = state.ItemProcessor ? arrowsOfMachine(state.ItemProcessor) : [];
    return [...(targets.length > 0 ? targets : ['[*]']).map((next) => `${name} --> ${next}`), ...inner];
  });
  return [`[*] --> ${StartAt}`, ...arrows];
}

describe('the diagrams of docs/architecture.md', () => {
  it.each(WORKFLOWS)('draw every state and arrow of %s.asl.json, and no other', (workflow) => {
    const file = `workflows/${workflow}.asl.json`;
    const machine: Machine = JSON.parse(readFileSync(file, 'utf8'));
    expect(arrowsOf(diagramOf(file))).toEqual([...new Set(arrowsOfMachine(machine))].toSorted());
  });

  it('draw every state of a chunk in the send ledger', () => {
    const drawn = arrowsOf(diagramOf('core/campaigns/ledger.ts')).flatMap((arrow) => arrow.split(' --> '));
    expect([...new Set(drawn)].filter((name) => name !== '[*]').toSorted()).toEqual(
      [...chunkSchema.shape.state.options].toSorted(),
    );
  });

  it('draw every change of a campaign’s status, named for what causes it', () => {
    const causes = ['launch', 'pause', 'resume', 'cancel', 'start', 'halt', 'finish', 'measure'] as const;
    causes satisfies readonly CampaignAction[];
    const changes = causes.flatMap((cause) =>
      CAMPAIGN_STATUSES.flatMap((from) => {
        const next = transition(from, cause);
        return next.ok && next.status !== from ? [`${from} --> ${next.status}: ${cause}`] : [];
      }),
    );
    const drawn = [...diagramOf('core/campaigns/lifecycle.ts').matchAll(ARROW)].filter(
      ([, from, to]) => ![from, to].includes('[*]'),
    );
    expect(drawn.map(([, from, to, cause]) => `${from} --> ${to}: ${cause}`).toSorted()).toEqual(changes.toSorted());
  });
});
