import type { Call, Operation } from '../../adapters/dynamo/call.ts';
import type { JsonObject } from '../../adapters/dynamo/json.ts';
import { DynamoRefusal, toPeykError } from '../../adapters/dynamo/refusal.ts';

/** What to do with a call instead of passing it on. */
type CallFault =
  /** The engine says no. */
  | { readonly kind: 'refuse'; readonly code: string }
  /** Pass this on instead, and put this into the answer. */
  | { readonly kind: 'replace'; readonly request: JsonObject; readonly answer: JsonObject };

/** Decides over each call: its operation, its input, and how many calls of that operation came before. */
export type CallFaults = (call: {
  readonly operation: Operation;
  readonly body: JsonObject;
  readonly count: number;
}) => CallFault | undefined;

/** An engine that fails on demand, whichever it is. */
export function faultyCall(call: Call, faults: CallFaults): Call {
  const counts = new Map<Operation, number>();
  return async (operation, input) => {
    const count = counts.get(operation) ?? 0;
    counts.set(operation, count + 1);
    const fault = faults({ operation, body: input, count });
    if (fault?.kind === 'refuse') {
      const message = 'by the test';
      throw toPeykError(new DynamoRefusal({ code: fault.code, message, answer: {}, attempts: 1, status: 400 }));
    }
    if (fault?.kind === 'replace') return { ...(await call(operation, fault.request)), ...fault.answer };
    return call(operation, input);
  };
}
