/** A request as an HTTP API hands it to a Lambda (payload 2.0); `claims` as its JWT authorizer adds them. */
export function lambdaEvent(
  method: string,
  path: string,
  options: {
    readonly claims?: Record<string, unknown>;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  } = {},
) {
  const { claims, headers = {}, body } = options;
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  return {
    version: '2.0',
    routeKey: 'ANY /api/{proxy+}',
    rawPath,
    rawQueryString,
    headers: { host: 'abc.execute-api.eu-central-1.amazonaws.com', ...headers },
    requestContext: {
      accountId: '1',
      apiId: 'abc',
      ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
      domainName: 'abc.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'abc',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'r1',
      routeKey: 'ANY /api/{proxy+}',
      stage: '$default',
      time: '01/Feb/2026:12:00:00 +0000',
      timeEpoch: 0,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

/** Claims of a signed-in person, as API Gateway writes them: lists as `[a b]`. */
export const claimsOf = (...groups: string[]): Record<string, unknown> => ({
  sub: '7b6f-user',
  'cognito:username': '7b6f-user',
  email: 'mina@team.example',
  token_use: 'id',
  ...(groups.length > 0 && { 'cognito:groups': `[${groups.join(' ')}]` }),
});
