import type { Role } from './roles.ts';

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
