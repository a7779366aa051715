import { z } from 'zod';
import { ROLES, type Role } from '../shared/names.ts';
import { createDefinitions } from './definitions.ts';
import type { Database } from './dynamo/database.ts';
import type { Definitions } from './records.ts';

/** A service token of a CLI or a CI job. The token itself is never stored. */
export interface ServiceToken {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the token, base64url. */
  readonly hash: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
}

/** Newest first. A revoked token stays listed. */
export type TokenStore = Definitions<ServiceToken>;

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
