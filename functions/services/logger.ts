import { destination, pino } from 'pino';
import type { Logger } from '../shared/deps.ts';

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

export interface LoggerOptions {
  /** pino's level names; `silent` for none. */
  readonly level?: string;
  /** Where lines go; standard output when left out. */
  readonly write?: (line: string) => void;
}

/** JSON lines with redaction. Errors are passed as `{err}` and keep their name and stack. */
export function createLogger({ level = 'info', write }: LoggerOptions = {}): Logger {
  const options = { level, redact: { paths: redacted, censor: '[redacted]' }, base: null };
  // Synchronous, because a Lambda may be frozen and a process killed right after the call.
  return write === undefined ? pino(options, destination({ sync: true })) : pino(options, { write });
}
