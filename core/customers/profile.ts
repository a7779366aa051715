import { z } from 'zod';
import { ValidationError } from '../shared/errors.ts';
import { isTimeZone } from '../shared/days.ts';
import type { AttributeValue, Consent, Customer } from './customer.ts';
import { nameProblem } from './names.ts';
import { normaliseEmail } from './email.ts';

const MAX_ATTRIBUTES = 100;
const MAX_TEXT = 1024;
const MAX_LIST = 50;
const MAX_LIST_TEXT = 256;

/** Everything a customer's attributes may hold together, in UTF-16 units. An item may not grow past 400 KB. */
const MAX_ATTRIBUTES_SIZE = 65_536;

const email = z.string().transform((text, context) => {
  const result = normaliseEmail(text);
  if (result.ok) return result.email;
  context.addIssue({ code: 'custom', message: result.reason });
  return z.NEVER;
});

/** DynamoDB keeps numbers between 1e-130 and 1e126; a narrower range leaves no edge to stumble over. */
const number = z
  .number()
  .refine(
    (value) => value === 0 || (Math.abs(value) <= 1e100 && Math.abs(value) >= 1e-100),
    'is too large or too small',
  )
  .transform((value) => (value === 0 ? 0 : value));

const attributeValue = z.union(
  [
    z.string().max(MAX_TEXT, `must be at most ${MAX_TEXT} characters`),
    number,
    z.boolean(),
    z
      .array(z.string().max(MAX_LIST_TEXT, `must be at most ${MAX_LIST_TEXT} characters`))
      .max(MAX_LIST, `must have at most ${MAX_LIST} entries`),
    z.null(),
  ],
  `must be a text of at most ${MAX_TEXT} characters, a number, true, false, a list of at most ${MAX_LIST} texts, or null to remove it`,
);

const attributes = z
  .record(z.string(), attributeValue)
  .superRefine((values, context) => {
    for (const name of Object.keys(values)) {
      const problem = nameProblem(name);
      if (problem) context.addIssue({ code: 'custom', message: problem, path: [name] });
    }
  })
  .refine((values) => Object.keys(values).length <= MAX_ATTRIBUTES, `must have at most ${MAX_ATTRIBUTES} attributes`);

const language = z.string().transform((text, context) => {
  const canonical = canonicalLanguage(text);
  if (canonical !== undefined) return canonical;
  context.addIssue({ code: 'custom', message: 'must be a language tag such as en, fa or uk' });
  return z.NEVER;
});

function canonicalLanguage(text: string): string | undefined {
  if (text.length > 35) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

/** A change of a profile, as every entry accepts it. What is not named stays as it is. */
export const profileChangeSchema = z.strictObject({
  email: email.exactOptional(),
  attributes: attributes.exactOptional(),
  consent: z.strictObject({ email: z.boolean().exactOptional() }).exactOptional(),
  timeZone: z
    .string()
    .refine((name) => name.length <= 64 && isTimeZone(name), 'must be a time zone such as Europe/Kyiv')
    .exactOptional(),
  language: language.exactOptional(),
});

export type ProfileChange = z.output<typeof profileChangeSchema>;

/** The `source` of a consent withdrawn by the customer through our links, and how sources of files begin. */
const UNSUBSCRIBED = 'unsubscribe';
const FROM_A_FILE = 'import';

/**
 * The customer after a change, or the same reference where nothing changes. An attribute of null is removed.
 * `source` is kept with a consent that changes.
 */
export function applyProfileChange(
  customer: Customer,
  change: ProfileChange,
  { now, source }: { readonly now: number; readonly source: string },
): Customer {
  const attributesAfter = changedAttributes(customer.attributes, change.attributes ?? {});
  const consent = changedConsent(customer.consent.email, change.consent?.email, now, source);
  const { email = customer.email, language = customer.language, timeZone = customer.timeZone } = change;
  const same =
    attributesAfter === customer.attributes &&
    consent === customer.consent.email &&
    email === customer.email &&
    language === customer.language &&
    timeZone === customer.timeZone;
  if (same) return customer;
  return {
    ...customer,
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { timeZone }),
    attributes: attributesAfter,
    consent: consent ? { ...customer.consent, email: consent } : customer.consent,
  };
}

function changedConsent(
  current: Consent | undefined,
  granted: boolean | undefined,
  now: number,
  source: string,
): Consent | undefined {
  if (granted === undefined || current?.granted === granted) return current;
  // A file does not say when its consents were given: importing last month's again must not undo an unsubscription.
  if (granted && current?.source === UNSUBSCRIBED && source.startsWith(FROM_A_FILE)) return current;
  return { granted, at: now, source };
}

type Attributes = Readonly<Record<string, AttributeValue>>;

function changedAttributes(current: Attributes, change: Readonly<Record<string, AttributeValue | null>>): Attributes {
  const next = new Map(Object.entries(current));
  let changed = false;
  for (const [name, value] of Object.entries(change)) {
    if (value === null) changed = next.delete(name) || changed;
    else if (!sameValue(next.get(name), value)) {
      next.set(name, value);
      changed = true;
    }
  }
  if (!changed) return current;
  const problem = sizeProblem(next);
  if (problem) throw new ValidationError([{ path: 'attributes', reason: problem }]);
  return Object.fromEntries(next);
}

function sameValue(current: AttributeValue | undefined, next: AttributeValue): boolean {
  if (typeof current !== 'object' || typeof next !== 'object') return current === next;
  return current.length === next.length && current.every((entry, index) => entry === next[index]);
}

function sizeProblem(attributes: ReadonlyMap<string, AttributeValue>): string | undefined {
  if (attributes.size > MAX_ATTRIBUTES) return `must be at most ${MAX_ATTRIBUTES} together with those stored`;
  let size = 0;
  for (const [name, value] of attributes) size += name.length + sizeOf(value);
  return size > MAX_ATTRIBUTES_SIZE
    ? `must have at most ${MAX_ATTRIBUTES_SIZE} characters together with those stored`
    : undefined;
}

function sizeOf(value: AttributeValue): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' ? value.reduce((size, entry) => size + entry.length, 0) : 8;
}
