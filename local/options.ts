import { resolve } from 'node:path';
import { z } from 'zod';
import { isLoopback, LOOPBACK } from './http/interfaces.ts';

const flag = z.enum(['', '0', '1', 'false', 'true']).transform((text) => text === '1' || text === 'true');
const endpoint = z.union([z.literal('').transform(() => undefined), z.url({ protocol: /^https?$/ })]).optional();

const environmentSchema = z.object({
  HOST: z.string().min(1).default(LOOPBACK),
  PEYK_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PEYK_DATA: z.string().min(1).default('.peyk'),
  PEYK_EMPTY: flag.default(false),
  DYNAMODB_ENDPOINT: endpoint,
  SES_ENDPOINT: endpoint,
});

/** What `npm start` is told by its environment. */
export interface Environment {
  /** 0 = any free port. */
  readonly port: number;
  /** The interface to listen on. */
  readonly host: string;
  /** Whose bearer is admin. */
  readonly token?: string | undefined;
  /** Absolute path. */
  readonly data: string;
  /** Start without the sample shop. */
  readonly empty: boolean;
  readonly dynamodbEndpoint?: string | undefined;
  readonly sesEndpoint?: string | undefined;
}

/** Throws with one line per variable that cannot be used. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  const { HOST, PEYK_TOKEN, PORT, PEYK_DATA, PEYK_EMPTY, DYNAMODB_ENDPOINT, SES_ENDPOINT } = parsed.data;
  if (!isLoopback(HOST) && PEYK_TOKEN === undefined) {
    throw new Error(`HOST: ${HOST} lets others in. Set PEYK_TOKEN too; whoever calls the API must then send it.`);
  }
  return {
    port: PORT,
    host: HOST,
    token: PEYK_TOKEN,
    data: resolve(PEYK_DATA),
    empty: PEYK_EMPTY,
    dynamodbEndpoint: DYNAMODB_ENDPOINT,
    sesEndpoint: SES_ENDPOINT,
  };
}
