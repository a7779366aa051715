import { z } from 'zod';
import type { Identity } from './identity.ts';
import { ROLES, type Role } from '../../../core/workspace/roles.ts';

/** What API Gateway adds to an event after its JWT authorizer has verified signature, issuer, audience and time. */
const verifiedSchema = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({
          sub: z.string().min(1),
          email: z.string().optional(),
          username: z.string().optional(),
          'cognito:username': z.string().optional(),
          'cognito:groups': z.union([z.string(), z.array(z.string())]).optional(),
        }),
      }),
    }),
  }),
});

/** The person behind a Lambda event, with the highest role of their groups; undefined without claims or without a role. */
export function cognitoUser(event: unknown): Identity | undefined {
  const parsed = verifiedSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { claims } = parsed.data.requestContext.authorizer.jwt;
  const role = highestRole(groupsOf(claims['cognito:groups'] ?? []));
  if (role === undefined) return undefined;
  return {
    kind: 'user',
    id: claims.sub,
    name: claims.email ?? claims['cognito:username'] ?? claims.username ?? claims.sub,
    role,
  };
}

/** An HTTP API hands a list claim on as one text: `[admin marketer]`. */
function groupsOf(claim: string | readonly string[]): readonly string[] {
  if (typeof claim !== 'string') return claim;
  return claim.replace(/^\[(.*)\]$/s, '$1').split(/[\s,]+/);
}

function highestRole(groups: readonly string[]): Role | undefined {
  return ROLES.findLast((role) => groups.includes(role));
}
