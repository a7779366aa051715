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
export type BulkResponse =
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
  sendBulk(request: BulkRequest): Promise<BulkResponse>;
  quota(): Promise<SendQuota>;
}
