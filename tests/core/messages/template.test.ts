import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { compileTemplate, compiledTemplateSchema, renderSlots, renderWhole } from '../../../core/messages/template.ts';
import { problemsOf } from './fixtures.ts';

const given = (parts: { subject?: string; html?: string; text?: string }) => ({
  subject: 'Hello',
  html: '<p>Hi</p>',
  text: 'Hi',
  ...parts,
});
const htmlOf = (html: string, data: object) => renderWhole(compileTemplate(given({ html })), data as never).html;
const textOf = (text: string, data: object) => renderWhole(compileTemplate(given({ text })), data as never).text;

describe('a template', () => {
  test('becomes a skeleton with flat slots; equal fields in equal places share one', () => {
    const compiled = compileTemplate({
      subject: '{{first_name}}, your offer',
      html: '<p>{{first_name}}</p><p>{{first_name}} {{#if vip}}<b>VIP {{city}}</b>{{/if}}</p>',
      text: '{{first_name}}',
    });
    expect(compiled.skeleton).toEqual({
      subject: '{{s0}}, your offer',
      html: '<p>{{s1}}</p><p>{{s1}} {{s2}}</p>',
      text: '{{s3}}',
    });
    expect(compiled.fields).toEqual(['city', 'first_name', 'vip']);
    expect(renderSlots(compiled, { first_name: 'A & B', vip: true, city: 'Kyiv' })).toEqual({
      s0: 'A & B',
      s1: 'A &amp; B',
      s2: '<b>VIP Kyiv</b>',
      s3: 'A & B',
    });
  });

  test('survives being stored', () => {
    const compiled = compileTemplate(given({ html: '{{#each tags}}{{#unless @first}}, {{/unless}}{{this}}{{/each}}' }));
    expect(compiledTemplateSchema.parse(JSON.parse(JSON.stringify(compiled)))).toEqual(compiled);
  });

  test('filled by Handlebars without escaping, as SES does, the skeleton gives the same message', () => {
    const compiled = compileTemplate(
      given({ html: '<p title="{{a}}">{{a}}{{#if b}}<i>{{b}}</i>{{else}}-{{/if}}</p>' }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
        const slots = renderSlots(compiled, { a, b });
        const ses = Handlebars.compile(compiled.skeleton.html, { noEscape: true })(slots);
        expect(ses).toBe(renderWhole(compiled, { a, b }).html);
      }),
    );
  });

  test('knows if, unless, else, each and with', () => {
    expect(textOf('{{#if a}}1{{else if b}}2{{else}}3{{/if}}', { b: 1 })).toBe('2');
    expect(textOf('{{#unless a}}no{{/unless}}', { a: [] })).toBe('no');
    expect(
      textOf('{{#each items}}{{@index}}{{name}}{{../end}} {{/each}}', {
        items: [{ name: 'x' }, { name: 'y' }],
        end: ';',
      }),
    ).toBe('0x; 1y; ');
    expect(textOf('{{#with customer}}{{email}}{{/with}}', { customer: { email: 'a@b.c' } })).toBe('a@b.c');
    expect(textOf('{{tags}} {{n}} {{ok}}', { tags: ['a', 'b'], n: 3, ok: false })).toBe('a, b 3 false');
  });

  test('says which fields it needs and which had no value', () => {
    const compiled = compileTemplate(
      given({ text: '{{first_name}} {{attributes.city}} {{#each items}}{{name}}{{/each}} {{unsubscribeUrl}}' }),
    );
    expect(compiled.fields).toEqual(['attributes.city', 'first_name', 'items', 'items[].name']);
    const { missing, text } = renderWhole(compiled, { first_name: '', attributes: { city: 'Shiraz' } });
    expect(missing).toEqual(['first_name', 'items']);
    expect(text).toBe(' Shiraz  ');
  });

  test.each([
    ['{{> partial}}', /line 1: partials/],
    ['{{{raw}}}', /raw output/],
    ['{{&raw}}', /raw output/],
    ['{{lookup this "x"}}', /helpers/],
    ['{{helper a=1}}', /helpers/],
    ['{{"text"}}', /only names/],
    ['{{constructor}}', /not a merge field/],
    ['{{a.__proto__.b}}', /not a merge field/],
    ['{{@root.a}}', /@root/],
    ['{{#with a as |b|}}{{b}}{{/with}}', /"as"/],
    ['{{#log a}}{{/log}}', /#log/],
    ['one\ntwo {{#if a}}', /line 2/],
    ['\\{{literal}}', /literal \{\{/],
    ['a\\\\{{x}}', /backslash/],
    [`${'{{#if a}}'.repeat(9)}${'{{/if}}'.repeat(9)}`, /8 deep/],
  ])('%s is refused with the reason', (text, reason) => {
    expect(problemsOf(() => compileTemplate(given({ text }))).join()).toMatch(reason);
  });

  test('a ready syntax tree instead of text is refused', () => {
    const tree = { type: 'Program', body: [] } as unknown as string;
    expect(problemsOf(() => compileTemplate({ subject: 'a', html: '', text: tree }))).toEqual(['text: must be text']);
  });

  test.each([
    '<p style="color:{{x}}">',
    '<a onclick="{{x}}">a</a>',
    '<img src="{{x}}">',
    '<a href="{{x}}">a</a>',
    '<p {{x}}>a</p>',
    '<p title={{x}}>a</p>',
    '<style>.a { color: {{x}} }</style>',
    '<script>{{x}}</script>',
    '{{#if a}}<p{{/if}}>',
    '{{#if a}}<p title="{{/if}}">',
  ])('a field at a place where it could act, %s, is refused', (html) => {
    expect(problemsOf(() => compileTemplate(given({ html }))).length).toBeGreaterThan(0);
  });

  test('fields may stand in titles, alternative texts and comments, escaped', () => {
    const data = { x: '"><script>-->' };
    const html = htmlOf(
      '<title>{{x}}</title><img alt="{{x}}" src="https://e.x/a.png"><!-- {{x}} --><p>{{x}}</p>',
      data,
    );
    expect(html).not.toContain('<script');
    expect(html.match(/&quot;&gt;&lt;script&gt;--&gt;/g)).toHaveLength(4);
  });

  test('nothing inherited can be read', () => {
    const hostile = Object.create({ inherited: 'secret' }) as object;
    expect(textOf('{{inherited}}{{toString}}{{list.length}}{{s.length}}', { ...hostile, list: [1], s: 'abc' })).toBe(
      '',
    );
  });

  test('whatever a value holds, it adds no markup and no slot', () => {
    const compiled = compileTemplate(given({ html: '<p title="{{v}}">{{v}}</p>', text: '{{v}}', subject: '{{v}}' }));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (v) => {
        const message = renderWhole(compiled, { v });
        expect(message.html.replaceAll('<bdi>', '').replaceAll('</bdi>', '').match(/[<>"]/g)?.join('')).toBe('<""><>');
        expect(message.subject).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
        expect(message.text).not.toContain('{{');
      }),
    );
  });

  test('a loop over a huge list and a huge template end with an error, not with a huge message', () => {
    const items = Array.from({ length: 10_000 }, () => 'x'.repeat(100));
    expect(() => textOf('{{#each items}}{{#each ../items}}{{this}}{{/each}}{{/each}}', { items })).toThrow(/more than/);
    expect(() => compileTemplate(given({ html: 'x'.repeat(200_001) }))).toThrow(/longer than 200000/);
    const slots = Array.from({ length: 201 }, (_, index) => `{{f${index}}}`).join('');
    expect(problemsOf(() => compileTemplate(given({ text: slots })))[0]).toMatch(/more than 200/);
  });

  test('a subject is one line', () => {
    expect(problemsOf(() => compileTemplate(given({ subject: 'a\r\nBcc: x' })))[0]).toMatch(/line breaks/);
    const compiled = compileTemplate(given({ subject: 'Hi {{n}}' }));
    expect(renderWhole(compiled, { n: 'Ann\r\nBcc: x@y.z' }).subject).toBe('Hi Ann Bcc: x@y.z');
  });
});

describe('names in two directions', () => {
  test('a Persian name in an English line is isolated, a Latin one stays bare', () => {
    expect(htmlOf('<p>Hi {{n}}!</p>', { n: 'علی John' })).toBe('<p>Hi <bdi>علی John</bdi>!</p>');
    expect(htmlOf('<p>Hi {{n}}!</p>', { n: 'John' })).toBe('<p>Hi John!</p>');
    expect(textOf('Hi {{n}}!', { n: 'علی John' })).toBe('Hi \u2068علی John\u2069!');
  });

  test('in a Persian line every name is isolated', () => {
    expect(htmlOf('<p>سلام {{n}}!</p>', { n: 'John' })).toBe('<p>سلام <bdi>John</bdi>!</p>');
    expect(textOf('سلام {{n}}!', { n: 'John' })).toBe('سلام \u2068John\u2069!');
  });

  test('controls that would turn the rest of the line are dropped; joiners of Persian and emoji stay', () => {
    expect(textOf('{{n}}', { n: '\u202eevil\u2069' })).toBe('evil');
    expect(textOf('{{n}}', { n: 'می\u200cخواهم' })).toBe('\u2068می\u200cخواهم\u2069');
    expect(textOf('{{n}}', { n: '👩\u200d👧' })).toBe('👩\u200d👧');
  });
});
