import { CfnOutput, Duration } from 'aws-cdk-lib';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { AccountRecovery, CfnUserPoolGroup, FeaturePlan, Mfa, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ROLES } from '../../functions/shared/names.ts';
import type { Stage } from '../stage.ts';
import { acknowledgeMarketers } from './Marketers.acks.ts';

/** Who works with Peyk: an administrator invites them and puts each into the group of their role. */
export class Marketers extends Construct {
  readonly authorizer: HttpUserPoolAuthorizer;

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
    // A public client, because a browser keeps no secret. A password never leaves it (SRP); the account's own
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
    this.authorizer = new HttpUserPoolAuthorizer('Marketers', pool, { userPoolClients: [client] });
    new CfnOutput(this, 'PoolId', { value: pool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: client.userPoolClientId });
    acknowledgeMarketers(pool);
  }
}
