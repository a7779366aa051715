/** What every log line of one invocation carries, so that lines, traces and access logs can be put together. */
export interface Correlation {
  readonly requestId?: string;
  /** Of API Gateway, as its access log has it. */
  readonly httpRequestId?: string;
}

// A function's process handles one invocation at a time; the local runtime has none.
let current: Correlation = {};

/** Takes the ids out of a Lambda handler's arguments: the event and its context. */
export function beginInvocation([event, context]: readonly unknown[]): void {
  const requestId = text(context, 'awsRequestId');
  const httpRequestId = text(field(event, 'requestContext'), 'requestId');
  current = { ...(requestId !== undefined && { requestId }), ...(httpRequestId !== undefined && { httpRequestId }) };
}

export const correlation = (): Correlation => current;

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' ? found : undefined;
}
