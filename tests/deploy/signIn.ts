import { awsCall } from './awsCall.ts';
import type { Emulator } from './emulator.ts';

/** Invites somebody into the user pool with a role, as an administrator does, and signs them in. Resolves to a JWT. */
export async function signIn(
  emulator: Emulator,
  { poolId, clientId, role }: { readonly poolId: string; readonly clientId: string; readonly role: string },
): Promise<string> {
  const cognito = async (action: string, body: object) =>
    JSON.parse(await awsCall(emulator, 'cognito-idp', { target: `AWSCognitoIdentityProviderService.${action}`, body }));
  const Username = `${role}@example.test`;
  const Password = 'Deployed-By-A-Test-1';
  await cognito('AdminCreateUser', {
    UserPoolId: poolId,
    Username,
    UserAttributes: [{ Name: 'email', Value: Username }],
    MessageAction: 'SUPPRESS',
  });
  await cognito('AdminSetUserPassword', { UserPoolId: poolId, Username, Password, Permanent: true });
  await cognito('AdminAddUserToGroup', { UserPoolId: poolId, Username, GroupName: role });
  const { AuthenticationResult } = await cognito('AdminInitiateAuth', {
    UserPoolId: poolId,
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: Username, PASSWORD: Password },
  });
  return AuthenticationResult.IdToken;
}
