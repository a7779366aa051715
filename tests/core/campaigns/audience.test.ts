import { describe, expect, test } from 'vitest';
import { decideAtPlanning, decideAtSend } from '../../../core/campaigns/audience.ts';
import { newCustomer } from '../../../core/customers/customer.ts';
import { chooseLanguage } from '../../../core/campaigns/language.ts';
import { givenCustomer, givenRules, NOW } from './fixtures.ts';

const withoutEmail = { ...newCustomer('c1', NOW), consent: givenCustomer().consent };
const withdrawn = (source: string) => ({ consent: { email: { granted: false, at: NOW, source } } });
const cases = [
  ['no address', withoutEmail, 'noEmail'],
  ['never asked', givenCustomer({ consent: {} }), 'noConsent'],
  ['said no on a form', givenCustomer(withdrawn('api')), 'noConsent'],
  ['used the unsubscribe link', givenCustomer(withdrawn('unsubscribe')), 'unsubscribed'],
  ['bounced', givenCustomer({ suppression: { reason: 'bounced', at: NOW } }), 'suppressed'],
  ['complained', givenCustomer({ suppression: { reason: 'complained', at: NOW } }), 'suppressed'],
] as const;

describe('the audience', () => {
  test.each(cases)(
    'a customer with %s is skipped with the reason, at planning and at sending',
    (_, customer, reason) => {
      expect(decideAtPlanning(customer, givenRules())).toEqual({ kind: 'skipped', reason });
      expect(decideAtSend(customer, { arm: 'treatment', language: 'en' })).toEqual({ kind: 'skipped', reason });
    },
  );

  test('only those who could have been written to are drawn into the holdout', () => {
    const rules = givenRules({ globalHoldout: 1 });
    expect(decideAtPlanning(givenCustomer(), rules)).toEqual({ kind: 'holdout' });
    expect(decideAtPlanning(givenCustomer({ consent: {} }), rules)).toMatchObject({ reason: 'noConsent' });
  });

  test('a customer is written to in their language where the template of their arm has it', () => {
    const send = (language: string) => decideAtPlanning(givenCustomer({ language }), givenRules());
    expect(send('fa')).toEqual({ kind: 'send', arm: 'treatment', language: 'fa' });
    expect(send('uk')).toEqual({ kind: 'send', arm: 'treatment', language: 'en' });
  });

  test('somebody erased between planning and sending is skipped', () => {
    expect(decideAtSend(undefined, { arm: 'a', language: 'en' })).toEqual({ kind: 'skipped', reason: 'erased' });
  });

  test('the second look keeps the planned arm and language', () => {
    const customer = givenCustomer({ language: 'fa' });
    expect(decideAtSend(customer, { arm: 'a', language: 'en' })).toEqual({ kind: 'send', arm: 'a', language: 'en' });
  });
});

test.each([
  ['fa', ['en', 'fa'], 'fa'],
  ['fa-IR', ['en', 'fa'], 'fa'],
  ['FA_ir', ['en', 'fa'], 'fa'],
  ['pt-BR', ['en', 'pt-BR', 'pt'], 'pt-BR'],
  ['de', ['uk', 'en'], 'uk'],
  [undefined, ['uk', 'en'], 'uk'],
])('language %s of a template in %j is written in %s', (preferred, available, expected) => {
  expect(chooseLanguage(preferred, available)).toBe(expected);
});
