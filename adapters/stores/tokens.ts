import { z } from 'zod';
import { createDefinitions } from './definitions.ts';
import type { Database } from '../dynamo/database.ts';
import { ROLES } from '../../core/workspace/roles.ts';
import type { ServiceToken } from '../../core/workspace/serviceToken.ts';
import type { TokenStore } from '../../app/ports/stores/tokens.ts';

const tokenSchema: z.ZodType<ServiceToken> = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  hash: z.string(),
  createdAt: z.number(),
  revokedAt: z.number().exactOptional(),
});

export function createTokenStore(database: Database): TokenStore {
  return createDefinitions(database, { name: 'token', partition: 'tokens', schema: tokenSchema });
}
