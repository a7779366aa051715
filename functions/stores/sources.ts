import { z } from 'zod';
import { createDefinitions } from './definitions.ts';
import type { Database } from './dynamo/database.ts';
import type { Definitions } from './records.ts';

/** A system that may post webhooks. Its id is its name; its secret is kept by the secrets service. */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly rotatedAt?: number;
}

/** Listed by name, last first. */
export type SourceStore = Definitions<Source>;

const sourceSchema: z.ZodType<Source> = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  rotatedAt: z.number().exactOptional(),
});

export function createSourceStore(database: Database): SourceStore {
  return createDefinitions(database, { name: 'source', partition: 'sources', schema: sourceSchema });
}
