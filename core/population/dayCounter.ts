import type { Distribution } from '../statistics/distribution.ts';

/** Counts whole days, each on its own: there are few of them, and a day more or less matters. Merges as a sketch does. */
export function createDayCounter() {
  const counts = new Map<number, number>();
  const count = (day: number, customers: number) => counts.set(day, (counts.get(day) ?? 0) + customers);
  return {
    add(day: number): void {
      count(day, 1);
    },
    merge(part: Distribution): void {
      part.bins.forEach((day, index) => count(day, part.counts[index] ?? 0));
    },
    distribution(): Distribution {
      const cells = [...counts].sort(([one], [other]) => one - other);
      return {
        bins: cells.map(([day]) => day),
        counts: cells.map(([, customers]) => customers),
        total: cells.reduce((sum, [, customers]) => sum + customers, 0),
      };
    },
  };
}
