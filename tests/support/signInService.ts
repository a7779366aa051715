import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** A real OpenID provider on this machine, in place of Cognito. Whoever types a role as login is in that group. */
export interface SignInService {
  readonly issuer: string;
  /** Seconds that ID and access tokens of later sign-ins and renewals are valid. */
  tokenSeconds: number;
  /** Answers every renewal from now on with invalid_grant. */
  renews: boolean;
  stop(): void;
}

export const CLIENT_ID = 'console';

export async function startSignInService(port: number, origin: string): Promise<SignInService> {
  const issuer = `http://localhost:${port}`;
  const service: SignInService = { issuer, tokenSeconds: 3600, renews: true, stop: () => server.close() };
  const seconds = () => service.tokenSeconds;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/`],
        post_logout_redirect_uris: [`${origin}/signed-out`],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'cognito:groups'], email: ['email'] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, role: string) => ({
      accountId: role,
      claims: () => ({
        sub: role,
        email: `${role}@team.example`,
        ...(role !== 'nobody' && { 'cognito:groups': [role] }),
      }),
    }),
    loadExistingGrant: async ({ oidc }: { oidc: Oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: CLIENT_ID, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    issueRefreshToken: () => service.renews,
    rotateRefreshToken: true,
    clientBasedCORS: (_: unknown, from: string) => from === origin,
    ttl: {
      AccessToken: seconds,
      IdToken: seconds,
      RefreshToken: 43_200,
      Session: 3600,
      Grant: 43_200,
      Interaction: 600,
    },
    features: { revocation: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    cookies: { keys: ['a key of this test'] },
  });
  const answer = provider.callback();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return service;
}

interface Oidc {
  readonly session: { readonly accountId: string };
  readonly provider: {
    readonly Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> };
  };
}
