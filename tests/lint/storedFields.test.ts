import { describe, expect, it } from 'vitest';
import { CONSENT, ENGAGEMENT, FIELD, HISTORY } from '../../core/customers/storedCustomer.ts';
import { messagesOf } from './houseRules.ts';

const OWNER = 'core/customers/storedCustomer.ts';
const at = (path: string, text: string) => messagesOf('house/stored-fields', path, text);

describe('a one-letter field of a stored customer', () => {
  it.each([
    "const consent = item['ct'];",
    "const granted = item['ct']?.M?.['email']?.M?.['g']?.BOOL;",
    "const gross = orders?.['g'];",
    "item['sg'] = { M: {} };",
    "const asked = { fields: ['ev', 'pk'] };",
    "const clause = { fields: () => ['or'] };",
    "const pages = everyCustomer(stores, ['sg'], see);",
    'const { ca } = item;',
  ])('is refused outside the file that owns it: %s', async (text) => {
    const [message, ...more] = [...new Set(await at('core/segments/rule/consent.ts', text))];
    expect(message).toContain(OWNER);
    expect(more).toEqual([]);
    expect(await at('app/segments/members.ts', text)).not.toEqual([]);
    expect(await at('functions/tasks/RefreshShard.ts', text)).not.toEqual([]);
    expect(await at(OWNER, text)).toEqual([]);
  });

  it('is refused by every name that the owner has', async () => {
    for (const name of [FIELD, HISTORY, CONSENT, ENGAGEMENT].flatMap((names) => Object.values<string>(names)))
      expect(await at('app/segments/members.ts', `item['${name}']`), name).not.toEqual([]);
  });

  it.each([
    "const key = [item['pk'], item['sk']];",
    "const text = FOOTERS['en'];",
    "const zones = process.versions['tz'];",
    "const channel = consent['email'];",
    "const texts = inLanguages(['en', 'fa', 'uk']);",
    'const { id, at } = event;',
  ])('is not what every short name is: %s', async (text) => {
    expect(await at('core/segments/rule/consent.ts', text)).toEqual([]);
  });
});
