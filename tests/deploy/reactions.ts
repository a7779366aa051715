import { Webhook } from 'standardwebhooks';
import { readLetter } from '../../local/simulator/letters.ts';
import type { Person } from '../../local/simulator/people.ts';
import { seeded } from '../../local/simulator/random.ts';
import { basket } from '../../local/simulator/shop.ts';
import { CURRENCY } from './campaign.ts';
import type { Place } from './place.ts';

const SOURCE = 'test-shop';
// Without the name of a browser an open or a click counts as a machine's.
const BROWSER = { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' } };

/** What the customers do after the campaign, drawn per person: the same wherever it is played. */
export interface Deed {
  readonly person: Person;
  readonly opens: boolean;
  /** Which link of the letter, if any. */
  readonly clicks: number | undefined;
  /** Minor units. */
  readonly buys: { readonly amount: number; readonly placedAt: string; readonly refunded: boolean } | undefined;
}

export function drawDeeds(people: readonly Person[], mailed: ReadonlySet<string>, at: number): Deed[] {
  return people.map((person, index) => {
    const random = seeded(77 + index * 7919);
    const got = mailed.has(person.email);
    const opens = got && random.chance(0.4);
    const clicks = opens && random.chance(0.5) ? random.between(0, 50) : undefined;
    const { treated, untreated } = person.persona.buys;
    const bought = random.chance(got ? treated : untreated);
    const buys = bought
      ? { amount: basket(person, random), placedAt: new Date(at + index).toISOString(), refunded: random.chance(0.1) }
      : undefined;
    return { person, opens, clicks, buys };
  });
}

/** Plays the deeds through the links in the mails and the signed webhook. Resolves to how many orders were told. */
export async function playDeeds(place: Place, deeds: readonly Deed[]): Promise<number> {
  const { secret } = await place.call('POST', '/api/v1/sources', { name: SOURCE });
  const signer = new Webhook(secret);
  const letters = new Map((await place.messages()).map(readLetter).map((letter) => [letter.to, letter]));
  const todo = deeds.values();
  let orders = 0;

  const play = async ({ person, opens, clicks, buys }: Deed): Promise<void> => {
    const letter = letters.get(person.email);
    if (opens && letter?.open !== undefined) await place.visit(letter.open, BROWSER);
    const link = clicks === undefined ? undefined : letter?.clicks[clicks % letter.clicks.length];
    const target = link === undefined ? undefined : (await place.visit(link, BROWSER)).headers['location'];
    const clickToken = typeof target === 'string' ? new URL(target).searchParams.get('peyk') : null;
    if (!buys) return;
    orders++;
    const orderId = `T-${person.id}`;
    const { amount, placedAt, refunded } = buys;
    const order = { orderId, customerId: person.id, amount, currency: CURRENCY, placedAt };
    await deliver(`placed-${orderId}`, {
      type: 'order.placed',
      data: { ...order, ...(clickToken !== null && { clickToken }) },
    });
    if (!refunded) return;
    const refund = { orderId, refundId: `R-${orderId}`, amount, currency: CURRENCY, refundedAt: placedAt };
    await deliver(`refunded-${orderId}`, { type: 'order.refunded', data: refund });
  };
  // Everything is delivered twice, as shops do: it counts once.
  const deliver = async (id: string, body: unknown): Promise<void> => {
    for (let time = 0; time < 2; time++) expect202(await post(signer, id, body));
  };
  const post = (by: Webhook, id: string, body: unknown) => {
    const text = JSON.stringify(body);
    const at = new Date();
    return place.visit(`/hooks/v1/${SOURCE}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': by.sign(id, at, text),
      },
      body: text,
    });
  };
  const stranger = await post(new Webhook(`whsec_${btoa('somebody else')}`), 'forged', { type: 'order.placed' });
  if (stranger.status !== 401) throw new Error(`${place.name}: a forged webhook was answered ${stranger.status}`);

  const worker = async () => {
    for (const deed of todo) await play(deed);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return orders;
}

function expect202({ status, text }: { readonly status: number; readonly text: string }): void {
  if (status !== 202) throw new Error(`a webhook was answered ${status}: ${text}`);
}
