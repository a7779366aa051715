import { z } from 'zod';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import { encodeBase64Url } from '../../../core/messages/base64url.ts';
import { messageHeaders } from '../../../core/messages/headers.ts';
import { mergeData, recipientLinks } from '../../../core/messages/mergeData.ts';
import { type CompiledTemplate, compiledTemplateSchema, renderSlots } from '../../../core/messages/template.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import type { Deps } from '../../ports/deps.ts';
import { sendTags } from './sendTags.ts';
import type { BulkEntry } from '../../ports/mailer.ts';

/** What launch froze of the campaign's messages, and what to sign links with. */
export interface Messages {
  /** The skeleton of a chunk's arm and language. */
  compiledFor(chunk: Chunk): Promise<CompiledTemplate>;
  /** One recipient's entry of the bulk call. Throws where the merge fields make no acceptable message. */
  entryFor(chunk: Chunk, customer: Customer, compiled: CompiledTemplate): BulkEntry;
}

const linksSchema = z.array(z.string());

export async function openMessages(
  { stores, signer, baseUrl }: Pick<Deps, 'stores' | 'signer' | 'baseUrl'>,
  campaign: Campaign,
): Promise<Messages> {
  const base = await baseUrl();
  const links = linksSchema.parse((await stores.campaigns.frozen(campaign.id, 'links')) ?? []);
  const compiled = new Map<string, Promise<CompiledTemplate>>();
  const load = async (part: string) => {
    const frozen = await stores.campaigns.frozen(campaign.id, part);
    if (frozen === undefined) throw new NotFoundError(`message of campaign ${campaign.id}`, part);
    return compiledTemplateSchema.parse(frozen);
  };

  return {
    compiledFor({ arm, language }) {
      const part = `${arm}#${language}`;
      const known = compiled.get(part) ?? load(part);
      compiled.set(part, known);
      return known;
    },
    entryFor(chunk, customer, template) {
      const recipient = { baseUrl: base, campaignId: campaign.id, customerId: customer.id, count: links.length };
      const own = recipientLinks(recipient, signer);
      const sendId = `${campaign.id}.${chunk.shard}.${chunk.seq}.${encodeBase64Url(customer.id)}`;
      return {
        to: customer.email ?? '',
        data: renderSlots(template, mergeData({ customer, campaign: { name: campaign.name }, links: own })),
        headers: messageHeaders({ unsubscribeUrl: own.unsubscribe, sendId }),
        tags: sendTags(chunk, customer.id),
      };
    },
  };
}
