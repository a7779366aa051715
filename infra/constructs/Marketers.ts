import { Aws, CfnOutput, Duration, Fn, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  UserPool,
  UserPoolClient,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { optionsOf } from '../options.ts';
import type { Stage } from '../stage.ts';
import { acknowledgeMarketers } from './Marketers.acks.ts';
import { ROLES } from '../../core/workspace/roles.ts';

// The last part of the stack's id: prefixes are taken once per region, by whoever comes first.
const OF_THIS_STACK = Fn.select(4, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));

/** Who works with Peyk: an administrator invites them and puts each into the group of their role. */
export class Marketers extends Construct {
  readonly pool: UserPool;
  /** Of programs that sign somebody in; the console has its own. */
  readonly client: UserPoolClient;
  /** As tokens name it. */
  readonly issuer: string;
  /** Where people type their password. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const pool = new UserPool(this, 'Pool', {
      userPoolName: `${stage.prefix}marketers`,
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      deletionProtection: stage.keepsState,
      removalPolicy: stage.removal,
    });
    for (const [index, role] of ROLES.entries()) {
      new CfnUserPoolGroup(this, role, {
        userPoolId: pool.userPoolId,
        groupName: role,
        description: `May do what a ${role} may`,
        precedence: ROLES.length - index,
      });
    }
    // A public client, for programs that keep no secret. A password never leaves them (SRP); the account's own
    // administrators may sign somebody in through IAM.
    const client = new UserPoolClient(this, 'Client', {
      userPool: pool,
      generateSecret: false,
      authFlows: { userSrp: true, adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
    });
    const domain = new UserPoolDomain(this, 'SignIn', {
      userPool: pool,
      cognitoDomain: { domainPrefix: optionsOf(this.node).signInPrefix ?? `${stage.prefix}${OF_THIS_STACK}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.pool = pool;
    this.client = client;
    this.issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${pool.userPoolId}`;
    this.signInUrl = domain.baseUrl();
    new CfnOutput(this, 'PoolId', { value: pool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: client.userPoolClientId });
    acknowledgeMarketers(pool);
  }
}
