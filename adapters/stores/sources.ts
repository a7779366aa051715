import { z } from 'zod';
import { createDefinitions } from './definitions.ts';
import type { Database } from '../dynamo/database.ts';
import type { Source } from '../../core/workspace/source.ts';
import type { SourceStore } from '../../app/ports/stores/sources.ts';

const sourceSchema: z.ZodType<Source> = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  rotatedAt: z.number().exactOptional(),
});

export function createSourceStore(database: Database): SourceStore {
  return createDefinitions(database, { name: 'source', partition: 'sources', schema: sourceSchema });
}
