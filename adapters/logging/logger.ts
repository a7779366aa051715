import { destination, pino, stdSerializers } from 'pino';
import { correlation } from './invocation.ts';
import { METRIC_DIMENSION } from '../../names.ts';
import { ENV } from '../../names.ts';
import type { Logger } from '../../app/ports/logger.ts';

// People are never named in logs. These are the fields in which a caller could do so by mistake.
const PERSONAL = [
  'email',
  'to',
  'address',
  'name',
  'firstName',
  'lastName',
  'subject',
  'html',
  'text',
  'data',
  'attributes',
];
const SECRET = ['secret', 'token', 'authorization', 'mac'];
const redacted = [...PERSONAL, ...SECRET].flatMap((field) => [field, `*.${field}`]);

// A copy each time: pino writes a line's own fields into what it is given.
const mixin = () => ({ ...correlation() });

/** JSON.parse quotes the beginning of what it could not read, and that may be an address. */
const QUOTED = /(?:Unexpected token [^]*?|"[^"]*") is not valid JSON/g;

function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message, stack, ...rest } = stdSerializers.err(error);
  const unquoted = (text: string) => text.replaceAll(QUOTED, 'what came is not valid JSON');
  return { ...rest, message: unquoted(message), stack: unquoted(stack) };
}

export interface LoggerOptions {
  /** pino's level names; `silent` for none. */
  readonly level?: string;
  /** What the deployment is called; from the environment when left out, `local` where that says nothing either. */
  readonly stage?: string;
  /** Where lines go; standard output when left out. */
  readonly write?: (line: string) => void;
}

/** JSON lines with redaction, the stage and the ids of the invocation. Errors are passed as `{err}` and keep their name and stack. */
export function createLogger({
  level = 'info',
  stage = process.env[ENV.stage] ?? 'local',
  write,
}: LoggerOptions = {}): Logger {
  const redact = { paths: redacted, censor: '[redacted]' };
  const options = { level, redact, base: { [METRIC_DIMENSION]: stage }, mixin, serializers: { err: told } };
  // Synchronous, because a Lambda may be frozen and a process killed right after the call.
  return write === undefined ? pino(options, destination({ sync: true })) : pino(options, { write });
}
