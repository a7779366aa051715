import type { IdSource } from '../../core/shared/ids.ts';
import type { Stores } from '../stores/stores.ts';
import type { TableId, WorkflowName } from './names.ts';

/** A mail header or message tag, in the letter case SES uses. */
export interface NameValue {
  readonly Name: string;
  readonly Value: string;
}

/** One recipient of a bulk call. `data` fills the flat slots (`{{s0}}`) of subject, html and text. */
export interface BulkEntry {
  readonly to: string;
  readonly data: Readonly<Record<string, string>>;
  readonly headers: readonly NameValue[];
  readonly tags: readonly NameValue[];
}

/** One bulk call: the same skeleton for at most 50 recipients. */
export interface BulkRequest {
  readonly from: { readonly name?: string | undefined; readonly email: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Tags of every message; an entry's own tags are added to them. */
  readonly tags: readonly NameValue[];
  readonly entries: readonly BulkEntry[];
  /** Overrides the deployment's own configuration set. */
  readonly configurationSet?: string | undefined;
}

export type BulkResult =
  | { readonly status: 'accepted'; readonly messageId: string }
  /** Refused for good: another try cannot help. */
  | { readonly status: 'failed'; readonly code: string }
  /** Definitely not sent, and may be tried again. */
  | { readonly status: 'retry'; readonly code: string };

/**
 * - `answered`: one result per entry, in order.
 * - `refused`: SES definitely took nothing. `retryable` = the same call may succeed later.
 * - `unknown`: SES may have taken it. Never send again; a later SES event tells.
 */
export type BulkAnswer =
  | { readonly kind: 'answered'; readonly results: readonly BulkResult[] }
  | { readonly kind: 'refused'; readonly code: string; readonly retryable: boolean }
  | { readonly kind: 'unknown'; readonly cause: string };

/** Messages a second, and messages in 24 hours (-1 = no limit). */
export interface SendQuota {
  readonly maxSendRate: number;
  readonly max24h: number;
  readonly sent24h: number;
}

export interface Mailer {
  sendBulk(request: BulkRequest): Promise<BulkAnswer>;
  quota(): Promise<SendQuota>;
}

export type ExecutionStatus = 'running' | 'succeeded' | 'failed' | 'unknown';

export interface Workflows {
  /** Starts an execution; a second start under the same name does nothing. `input` is plain JSON. */
  start(name: WorkflowName, executionName: string, input: unknown): Promise<void>;
  /** `unknown`: no such execution. An aborted or timed-out one counts as failed. */
  status(name: WorkflowName, executionName: string): Promise<ExecutionStatus>;
}

/** When refreshes start by themselves: a cron expression of five fields in a time zone, or never. */
export interface RefreshPlan {
  readonly cron: string | undefined;
  readonly timeZone: string;
}

export interface Schedules {
  /** From now on refreshes start by this plan. Cheap where they do already. */
  apply(plan: RefreshPlan): Promise<void>;
  /** Whether refreshes start by this plan. */
  follows(plan: RefreshPlan): Promise<boolean>;
}

/** Names with a slash, `hooks/shop`, belong to a group: they come and go while Peyk runs. The others are always there. */
export interface Secrets {
  /** The value to use first, then the other one that is valid; empty where there is no such secret. */
  get(name: string): Promise<string[]>;
  /**
   * Makes `value` current. The one before stays valid for `overlapMs` (default 24 hours), and the one to use for
   * `settleMs` (default 0), which those of a group do not have.
   */
  put(name: string, value: string, overlapMs?: number, settleMs?: number): Promise<void>;
  /** Forgets one of a group. Others may know it for another minute. */
  remove(name: string): Promise<void>;
}

/** Keyed signatures for tokens: HMAC-SHA256 cut to 16 bytes, base64url. Keys are loaded before it is handed out. */
export interface Signer {
  sign(text: string): { readonly keyId: string; readonly mac: string };
  /** Constant time; false for an unknown key. */
  verify(text: string, keyId: string, mac: string): boolean;
  /** By what an address is remembered that must not be mailed. Its key is its own and never rotates. */
  hashAddress(email: string): string;
}

/** What somebody without credentials needs to put one file in its place, once. */
export interface UploadAddress {
  readonly url: string;
  readonly method: 'PUT';
  /** To be sent as they are: they are part of what was allowed. */
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch ms. An upload that began before then may end after it. */
  readonly expiresAt: number;
}

/** Files, too large for the tables and for an answer. Keys begin with a folder of `BLOB_FOLDERS`. */
export interface Blobs {
  /** Bytes of the longest answer that can be given without a file; Infinity where any can. */
  readonly largestAnswer: number;
  write(key: string, stream: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }>;
  /** The bytes from `fromByte` (0 = all) to the end. Throws NotFoundError. */
  read(key: string, fromByte: number): AsyncIterable<Uint8Array>;
  /** How large it is; undefined where there is none. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Allows one upload of exactly `bytes` bytes (any length where absent), within a quarter of an hour. */
  uploadAddress(
    key: string,
    file: { readonly contentType: string; readonly bytes?: number | undefined },
  ): Promise<UploadAddress>;
  /** A link under which anybody reads the file, for five minutes. */
  downloadAddress(key: string, file: { readonly contentType: string; readonly fileName: string }): Promise<string>;
}

/** Looks at how the engines are set up. Each throws where its engine cannot tell. */
export interface Inspector {
  account(): Promise<{ readonly production: boolean; readonly sending: boolean }>;
  /** Of a domain; undefined where SES does not know it. */
  identity(domain: string): Promise<{ readonly verified: boolean; readonly dkim: boolean } | undefined>;
  /** Undefined where it does not exist. */
  configurationSet(): Promise<{ readonly sending: boolean } | undefined>;
  tableIsActive(id: TableId): Promise<boolean>;
  tableIsRestorable(id: TableId): Promise<boolean>;
  /** Whether a GET of the address is answered with success. */
  answers(url: string): Promise<boolean>;
}

/** Structured log. Never put addresses, names or message bodies into `fields`. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** All that a use case may need. Each takes the part it uses: `(deps: Pick<Deps, 'stores' | 'clock'>) => ...`. */
export interface Deps {
  /** Epoch ms. */
  readonly clock: () => number;
  readonly ids: IdSource;
  readonly stores: Stores;
  readonly mailer: Mailer;
  readonly workflows: Workflows;
  readonly schedules: Schedules;
  readonly secrets: Secrets;
  readonly signer: Signer;
  readonly blobs: Blobs;
  readonly inspector: Inspector;
  readonly log: Logger;
  /** Where customers reach the public links: settings.baseUrl, or where this deployment listens. No trailing slash. */
  baseUrl(): Promise<string>;
}
