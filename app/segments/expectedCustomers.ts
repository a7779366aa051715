import type { Stores } from '../ports/stores/stores.ts';

/** The last refresh lies among these; older ones tell too little of today. */
const RUNS = 5;

/** How many customers the last refresh saw, for a progress bar; undefined where none has ended lately. */
export async function expectedCustomers({ runs }: Pick<Stores, 'runs'>): Promise<number | undefined> {
  const { items } = await runs.list({ limit: RUNS });
  const last = items.find(({ kind, status }) => kind === 'segment-refresh' && status === 'succeeded');
  if (!last) return undefined;
  return (await runs.shardsOf(last.id)).reduce((sum, { scanned }) => sum + scanned, 0);
}
