import type { WebhookRequest } from '../../contract/webhooks.ts';
import type { Letter } from './letters.ts';
import type { Person } from './people.ts';
import { basket } from './shop.ts';
import { seeded, type Random } from './random.ts';

/** What the simulated customers did, for the demo's closing line. */
export interface Deeds {
  opened: number;
  clicked: number;
  unsubscribed: number;
  bought: number;
}

export interface World {
  readonly currency: string;
  readonly postOrder: (id: string, body: WebhookRequest) => Promise<void>;
  /** The mail a person found in the inbox, if any. Holdout customers have none, and may still buy. */
  readonly letterFor: (person: Person) => Letter | undefined;
  readonly progress?: (done: number, total: number) => void;
}

const visit = async (url: string, init: RequestInit = {}): Promise<Response> => {
  const response = await fetch(url, { redirect: 'manual', ...init });
  await response.arrayBuffer();
  return response;
};

async function followLink(url: string): Promise<string | undefined> {
  const target = (await visit(url)).headers.get('location');
  return target === null ? undefined : (new URL(target).searchParams.get('peyk') ?? undefined);
}

async function live(
  person: Person,
  letter: Letter | undefined,
  random: Random,
  world: World,
  deeds: Deeds,
): Promise<void> {
  const { persona } = person;
  let clickToken: string | undefined;
  if (letter && random.chance(persona.opens)) {
    deeds.opened += 1;
    if (letter.open !== undefined) await visit(letter.open);
    if (random.chance(persona.clicks)) {
      const link = letter.clicks[random.between(0, letter.clicks.length - 1)];
      if (link !== undefined) clickToken = await followLink(link);
      deeds.clicked += 1;
    }
    if (letter.unsubscribe !== undefined && random.chance(persona.unsubscribes)) {
      deeds.unsubscribed += 1;
      await visit(letter.unsubscribe, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      });
    }
  }
  if (!random.chance(letter ? persona.buys.treated : persona.buys.untreated)) return;
  deeds.bought += 1;
  const orderId = `D-${person.id}`;
  await world.postOrder(`msg-${orderId}`, {
    type: 'order.placed',
    data: {
      orderId,
      customerId: person.id,
      amount: basket(person, random),
      currency: world.currency,
      placedAt: new Date().toISOString(),
      ...(clickToken === undefined ? {} : { clickToken }),
    },
  });
}

/**
 * Lets every person read (or never get) the mail, click, unsubscribe and buy, through the public endpoints and
 * the signed webhook only. Everybody draws from a stream of their own, so concurrency changes nothing.
 */
export async function reactAll(people: readonly Person[], world: World, seed: number): Promise<Deeds> {
  const deeds: Deeds = { opened: 0, clicked: 0, unsubscribed: 0, bought: 0 };
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < people.length; index = next++) {
      const person = people[index];
      if (person) await live(person, world.letterFor(person), seeded(seed + index * 7919), world, deeds);
      if (index % 100 === 0) world.progress?.(index, people.length);
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  return deeds;
}
