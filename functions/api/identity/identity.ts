import { ForbiddenError, UnauthorizedError } from '../../../core/shared/errors.ts';
import { ROLES, type Role } from '../../../core/workspace/roles.ts';

/** Who calls. `id` never changes for the same caller; `name` is what people know them by. */
export interface Identity {
  readonly kind: 'user' | 'token' | 'local';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Says who sent a request, or undefined. `host` is what the host of the app passes along (Hono's env). */
export type Identify = (request: Request, host: unknown) => Promise<Identity | undefined>;

/** Each role may do what those before it may. */
function mayActAs(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The caller, where they may. Throws UnauthorizedError without an identity and ForbiddenError with too low a role. */
export function requireRole(identity: Identity | undefined, needed: Role): Identity {
  if (!identity) throw new UnauthorizedError('sign in, or send a valid token as "Authorization: Bearer ..."');
  if (!mayActAs(identity.role, needed)) {
    throw new ForbiddenError(`this needs the role ${needed}; yours is ${identity.role}`);
  }
  return identity;
}
