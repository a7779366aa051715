import type { Customer } from '../customers/customer.ts';
import { armOf } from './arms.ts';
import { HOLDOUT_ARM } from './campaign.ts';
import { chooseLanguage } from './language.ts';

/** Why a customer of the audience got no mail. `waiting` and `cancelled` come from the ledger. */
type SkipReason = 'noEmail' | 'noConsent' | 'unsubscribed' | 'suppressed' | 'erased' | 'waiting' | 'cancelled';

type Skipped = { readonly kind: 'skipped'; readonly reason: SkipReason };
export type SendDecision = { readonly kind: 'send'; readonly arm: string; readonly language: string } | Skipped;
export type Decision = SendDecision | { readonly kind: 'holdout' };

/** The parts of a customer that decide. */
export type Recipient = Pick<Customer, 'id' | 'email' | 'consent' | 'suppression' | 'language'>;

/** What of a launched campaign decides. `arms` as frozen: the languages of each arm's template, default first. */
export interface AudienceRules {
  readonly salt: string;
  readonly holdout: number;
  readonly globalHoldout: number;
  readonly globalSalt: string;
  readonly variants: readonly { readonly arm: string; readonly weight: number }[];
  readonly arms: readonly { readonly arm: string; readonly languages: readonly string[] }[];
}

/** The source that a withdrawal through an unsubscribe link, page or header is recorded with. */
export const UNSUBSCRIBE_SOURCE = 'unsubscribe';

/** Why a customer may not be written to, or undefined. Consent must be there: silence is a no. */
function skipReason(customer: Recipient): SkipReason | undefined {
  if (customer.email === undefined || customer.email === '') return 'noEmail';
  const consent = customer.consent.email;
  if (consent?.granted !== true) return consent?.source === UNSUBSCRIBE_SOURCE ? 'unsubscribed' : 'noConsent';
  return customer.suppression === undefined ? undefined : 'suppressed';
}

/**
 * Who gets which mail, when the audience is made. The arm is drawn after eligibility: the holdout then holds
 * customers who could have been written to, the only ones the treated may be compared with.
 */
export function decideAtPlanning(customer: Recipient, rules: AudienceRules): Decision {
  const reason = skipReason(customer);
  if (reason !== undefined) return { kind: 'skipped', reason };
  const arm = armOf({ ...rules, customerId: customer.id });
  if (arm === HOLDOUT_ARM) return { kind: 'holdout' };
  const languages = rules.arms.find((candidate) => candidate.arm === arm)?.languages ?? [];
  return { kind: 'send', arm, language: chooseLanguage(customer.language, languages) };
}

/**
 * The same question asked again right before the call, on a strongly consistent read; `undefined` is a customer
 * erased since planning. Arm and language stay as planned: the chunk is one bulk call.
 */
export function decideAtSend(
  customer: Recipient | undefined,
  planned: { readonly arm: string; readonly language: string },
): SendDecision {
  if (customer === undefined) return { kind: 'skipped', reason: 'erased' };
  const reason = skipReason(customer);
  if (reason !== undefined) return { kind: 'skipped', reason };
  return { kind: 'send', arm: planned.arm, language: planned.language };
}
