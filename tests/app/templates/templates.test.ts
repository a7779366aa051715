import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { freezeMessage, previewMessage } from '../../../core/messages/message.ts';
import { compileMjml } from '../../../adapters/mjml/mjml.ts';

const read = (path: string) => readFileSync(new URL(`../../../templates/${path}`, import.meta.url), 'utf8');
const cases = ['season-offer', 'win-back'].flatMap((name) =>
  ['en', 'fa', 'uk'].map((language) => [name, language] as const),
);

interface Fields {
  subject: Record<string, string>;
  fields: { name: string; example: Record<string, string> }[];
}

async function givenMessage(name: string, language: string) {
  const { subject, fields }: Fields = JSON.parse(read(`${name}/fields.json`));
  const message = {
    language,
    subject: subject[language]!,
    ...(await compileMjml(read(`${name}/${language}.mjml`), { language })),
  };
  return { message, fields };
}

/** Sample values, with `customer.email` nested as the merge data has it. */
function sample(fields: Fields['fields'], language: string) {
  const flat = Object.fromEntries(fields.map((field) => [field.name, field.example[language]]));
  return { ...flat, customer: { email: flat['customer.email'] }, links: { unsubscribe: 'https://x.example/u/t' } };
}

describe.each(cases)('the template %s in %s', (name, language) => {
  test('declares every merge field it reads, with an example', async () => {
    const { message, fields } = await givenMessage(name, language);
    const { compiled } = freezeMessage(message);
    expect(compiled.fields).toEqual(fields.map((field) => field.name).sort());
    expect(previewMessage(message, sample(fields, language)).missing).toEqual([]);
  });

  test('has two or three links to the shop and one way out, in HTML and text', async () => {
    const { message, fields } = await givenMessage(name, language);
    const { links } = freezeMessage(message);
    expect(links.length).toBeGreaterThanOrEqual(2);
    expect(links.length).toBeLessThanOrEqual(3);
    const { html, text } = previewMessage(message, sample(fields, language));
    expect(html.match(/https:\/\/x\.example\/u\/t/g)).toHaveLength(1);
    expect(text).toContain('<https://x.example/u/t>');
  });

  test('reads well where nothing is known of the customer', async () => {
    const { message } = await givenMessage(name, language);
    const { subject, html, text } = previewMessage(message, { customer: { email: 'a@example.com' } });
    for (const part of [subject, html, text]) expect(part).not.toContain('{{');
    expect(subject).not.toMatch(/^[\s,،]/);
    expect(text).not.toMatch(/ [,،.!]/);
  });

  test('says its language and direction, and stays far below where clients cut off', async () => {
    const { message } = await givenMessage(name, language);
    expect(message.html).toContain(`<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}"`);
    expect(message.html).toContain('<h1');
    expect(message.html.length).toBeLessThan(30_000);
  });
});
