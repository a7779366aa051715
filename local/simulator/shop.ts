import { makePerson, type Person } from './people.ts';
import { seeded, type Random } from './random.ts';

const DAY_MS = 86_400_000;

/** One past order of the sample shop; `amount` in minor units. */
export interface PastOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly placedAt: number;
  readonly amount: number;
  readonly category: string;
}

/** A basket's worth, minor units: log-normal with the persona's mean. */
export function basket(person: Person, random: Random): number {
  const { mean, spread } = person.persona.basket;
  return Math.max(100, Math.round(mean * Math.exp(spread * random.normal() - (spread * spread) / 2)));
}

/** How many days ago each past order of a persona lies. The sample segments' rules tell the personas apart by these. */
function daysAgo(person: Person, random: Random): number[] {
  const draw = (count: number, low: number, high: number): number[] =>
    Array.from({ length: count }, () => random.between(low, high));
  switch (person.persona.name) {
    case 'loyal':
      return [...draw(random.between(3, 7), 5, 85), ...draw(random.between(0, 5), 95, 390)];
    case 'lapsed':
      return draw(random.between(1, 4), 95, 330);
    case 'newcomer':
      return draw(1, 2, 40);
    case 'browser':
      return draw(2, 48, 85);
  }
}

export function makePeople(count: number, seed: number): Person[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => makePerson(index, random));
}

export function* makePastOrders(people: readonly Person[], now: number, seed: number): Generator<PastOrder> {
  const random = seeded(seed + 1);
  let number = 0;
  for (const person of people) {
    for (const ago of daysAgo(person, random)) {
      number += 1;
      yield {
        orderId: `S${String(number).padStart(6, '0')}`,
        customerId: person.id,
        placedAt: now - ago * DAY_MS - random.between(0, 6 * 3_600_000),
        amount: basket(person, random),
        category: random.pick(['books', 'tea', 'stationery', 'gifts']),
      };
    }
  }
}
