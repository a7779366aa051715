import { decodeBase64Url, encodeBase64Url } from '../../../core/messages/base64url.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';
import type { NameValue } from '../../ports/mailer.ts';

/** SES: tag values are A-Z a-z 0-9 _ - and at most 256 long. Ids given by shops are neither, hence base64url. */
const LONGEST = 256;

/** Where in the ledger a message came from. `entry` stands for a customer whose encoded id is too long for a tag. */
export interface SendOrigin {
  readonly campaignId: string;
  readonly shard: number;
  readonly seq: number;
  readonly customerId?: string;
  readonly entry?: number;
}

/** The tags of one message: they come back with every SES event, so that no index by message id is needed. */
export function sendTags(chunk: Chunk, customerId: string): NameValue[] {
  const encoded = encodeBase64Url(customerId);
  const index = chunk.entries.findIndex((entry) => entry.customerId === customerId);
  return [
    { Name: 'campaign', Value: chunk.campaignId },
    { Name: 'shard', Value: String(chunk.shard) },
    { Name: 'seq', Value: String(chunk.seq) },
    encoded.length <= LONGEST ? { Name: 'customer', Value: encoded } : { Name: 'entry', Value: String(index) },
  ];
}

/** The inverse, from the tags of an SES event (every value is a list); undefined for mail that is not a campaign's. */
export function parseSendTags(tags: Readonly<Record<string, readonly string[]>>): SendOrigin | undefined {
  const campaignId = tags['campaign']?.[0];
  const [shard, seq, entry] = [tags['shard'], tags['seq'], tags['entry']].map((values) => whole(values?.[0]));
  if (campaignId === undefined || shard === undefined || seq === undefined) return undefined;
  const customerId = decodeBase64Url(tags['customer']?.[0] ?? '');
  if (customerId !== undefined && customerId !== '') return { campaignId, shard, seq, customerId };
  return entry === undefined ? undefined : { campaignId, shard, seq, entry };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
