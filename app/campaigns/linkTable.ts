import { z } from 'zod';
import type { Stores } from '../ports/stores/stores.ts';

const tableSchema = z.array(z.string());

/** Campaigns whose tables one process keeps; a frozen table never changes. */
const KEPT = 200;
const CACHE = new WeakMap<Stores, Map<string, readonly string[]>>();

/** The frozen targets of a campaign's links, by number; empty where it was never launched. */
export async function linkTable(stores: Stores, campaignId: string): Promise<readonly string[]> {
  const tables = CACHE.get(stores) ?? new Map<string, readonly string[]>();
  CACHE.set(stores, tables);
  const known = tables.get(campaignId);
  if (known) return known;
  const table = tableSchema.safeParse(await stores.campaigns.frozen(campaignId, 'links')).data ?? [];
  if (table.length === 0) return table;
  const [oldest] = tables.keys();
  if (tables.size >= KEPT && oldest !== undefined) tables.delete(oldest);
  tables.set(campaignId, table);
  return table;
}
