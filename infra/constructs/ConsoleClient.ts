import { Duration } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { SignInConfig } from '../signInConfig.ts';
import type { Marketers } from './Marketers.ts';

export interface ConsoleClientProps {
  readonly marketers: Marketers;
  /** Where the console is, without a path. */
  readonly origin: string;
}

/**
 * The console as an application of the user pool: authorization code with PKCE, for a browser keeps no secret. A
 * refresh token is used once; the one before it is taken for a minute more, should the answer get lost. Those that
 * follow end when the first would have: half a day after signing in.
 */
export class ConsoleClient extends Construct {
  readonly client: UserPoolClient;
  /** What the console is told. */
  readonly config: SignInConfig;

  constructor(scope: Construct, id: string, { marketers: { pool, issuer, signInUrl }, origin }: ConsoleClientProps) {
    super(scope, id);
    const home = `${origin}/`;
    const signedOut = `${origin}/signed-out`;
    this.client = new UserPoolClient(this, 'Client', {
      userPool: pool,
      generateSecret: false,
      authFlows: { userSrp: true },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [home],
        logoutUrls: [signedOut],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      refreshTokenRotationGracePeriod: Duration.minutes(1),
    });
    const clientId = this.client.userPoolClientId;
    // Without a style, the sign-in page says that there is none.
    new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: pool.userPoolId,
      clientId,
      useCognitoProvidedValues: true,
    });
    this.config = {
      authority: issuer,
      clientId,
      console: home,
      logoutUrl: `${signInUrl}/logout?client_id=${clientId}&logout_uri=${signedOut}`,
      endpoints: {
        authorization: `${signInUrl}/oauth2/authorize`,
        token: `${signInUrl}/oauth2/token`,
        revocation: `${signInUrl}/oauth2/revoke`,
      },
    };
  }
}
