import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['', '0', '1', 'false', 'true']).transform((text) => text === '1' || text === 'true');
const endpoint = z.union([z.literal('').transform(() => undefined), z.url({ protocol: /^https?$/ })]).optional();

const environmentSchema = z.object({
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
  const { PORT, PEYK_DATA, PEYK_EMPTY, DYNAMODB_ENDPOINT, SES_ENDPOINT } = parsed.data;
  return {
    port: PORT,
    data: resolve(PEYK_DATA),
    empty: PEYK_EMPTY,
    dynamodbEndpoint: DYNAMODB_ENDPOINT,
    sesEndpoint: SES_ENDPOINT,
  };
}
