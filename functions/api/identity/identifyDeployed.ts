import { z } from 'zod';
import type { Deps } from '../../../app/ports/deps.ts';
import { cognitoUser } from './cognitoUser.ts';
import type { Identify } from './identity.ts';
import { bearerOf, tokenHolder } from './serviceToken.ts';

const hostSchema = z.object({ event: z.unknown() });

/**
 * Who calls in AWS. `/api` is behind the JWT authorizer of API Gateway, so claims are verified when they get here; only
 * API Gateway writes them. `/service/api` is behind none, so there a service token is asked for.
 */
export function identifyDeployed(deps: Pick<Deps, 'stores'>): Identify {
  return async (request, host) => {
    const parsed = hostSchema.safeParse(host);
    const user = parsed.success ? cognitoUser(parsed.data.event) : undefined;
    if (user) return user;
    const token = bearerOf(request);
    return token === undefined ? undefined : tokenHolder(deps, token);
  };
}
