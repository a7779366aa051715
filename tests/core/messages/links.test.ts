import { describe, expect, test } from 'vitest';
import { mergeData, recipientLinks } from '../../../core/messages/mergeData.ts';
import { freezeMessage, previewMessage } from '../../../core/messages/message.ts';
import { rewriteLinks } from '../../../core/messages/links.ts';
import { renderWhole } from '../../../core/messages/template.ts';
import { decodeToken } from '../../../core/messages/tokens.ts';
import { givenSigner, problemsOf } from './fixtures.ts';

const OUT = '<a href="{{unsubscribeUrl}}">out</a>';
const links = (html: string, text = '{{unsubscribeUrl}}') => rewriteLinks(`<body>${html}${OUT}</body>`, text);

describe('links', () => {
  test('are numbered, equal targets share a number, and the text part has the same', () => {
    const result = links(
      `<a href="https://a.example/x?a=1&amp;b=2">1</a><a class="b" href='https://b.example/'>2</a><a href="https://b.example">3</a>`,
      'See https://b.example/. Or (https://c.example/p). {{unsubscribeUrl}}',
    );
    expect(result.links).toEqual(['https://a.example/x?a=1&b=2', 'https://b.example/', 'https://c.example/p']);
    expect(result.html).toContain(
      '<a href="{{links.c0}}">1</a><a class="b" href="{{links.c1}}">2</a><a href="{{links.c1}}">3</a>',
    );
    expect(result.text).toBe('See {{links.c1}}. Or ({{links.c2}}). {{unsubscribeUrl}}');
  });

  test('go on after the table of another language', () => {
    const first = rewriteLinks('<a href="https://a.example/">a</a>', '');
    const second = rewriteLinks('<a href="https://b.example/">b</a><a href="https://a.example/">a</a>', '', {
      table: first.links,
    });
    expect(second.links).toEqual(['https://a.example/', 'https://b.example/']);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#10;script:alert(1)',
    'javascript&#58;alert(1)',
    'javascript&colon;alert(1)',
    ' data:text/html,x',
    '//evil.example',
    '\\\\evil.example',
    'https:\\\\evil.example',
    '/relative',
    '#top',
    '',
    'ftp://a.example',
    'http://',
    'https://user:pass@a.example/',
    'https://a.example/{{first_name}}',
    'vbscript:x',
    'https://a.example/ b',
  ])('a link to %j is refused and named', (href) => {
    expect(problemsOf(() => links(`<a href="${href}">x</a>`)).join()).toMatch(/^html: the link/);
  });

  test('mailto and tel are left alone', () => {
    const result = links('<a href="mailto:shop@example.com">m</a><a href="tel:+98211234">t</a>');
    expect(result.links).toEqual([]);
    expect(result.html).toContain('href="mailto:shop@example.com"');
  });

  test.each([
    '<script>x</script>',
    '<base href="https://x.y">',
    '<form action="https://x.y">',
    '<iframe src="https://x.y">',
  ])('%s may not stand in a message', (html) => expect(problemsOf(() => links(html)).join()).toMatch(/may not stand/));

  test('Outlook buttons inside conditional comments are counted too', () => {
    const result = links('<!--[if mso]><v:roundrect href="https://a.example/" arcsize="8%"><![endif]-->');
    expect(result.html).toContain('<v:roundrect href="{{links.c0}}" arcsize="8%">');
  });

  test('a link tag that never ends costs no time', () => {
    const began = performance.now();
    links('<a '.repeat(60_000));
    links('<a href="'.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('the way out', () => {
  test.each([
    ['en', 'Unsubscribe', 'ltr'],
    ['fa-IR', 'لغو اشتراک', 'rtl'],
    ['uk', 'Відписатися', 'ltr'],
    ['de', 'Unsubscribe', 'ltr'],
  ])('is added in %s where the author wrote none', (language, word, direction) => {
    const result = rewriteLinks('<html><body><p>Hi</p></body></html>', 'Hi', { language });
    expect(result.html.match(/\{\{links\.unsubscribe\}\}/g)).toHaveLength(1);
    expect(result.html).toContain(word);
    expect(result.html).toContain(`dir="${direction}"`);
    expect(result.text).toContain(`${word} <{{links.unsubscribe}}>`);
    expect(result.html.indexOf('links.unsubscribe')).toBeLessThan(result.html.indexOf('</body>'));
  });

  test('twice in the HTML is refused', () => {
    expect(problemsOf(() => rewriteLinks(OUT + OUT, '')).join()).toMatch(/exactly once/);
  });

  test('written by the author is kept, and nothing is added', () => {
    expect(links('').html).toBe(
      '<body><a href="{{links.unsubscribe}}">out</a><img src="{{links.open}}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0" /></body>',
    );
  });
});

describe('a frozen message', () => {
  const message = {
    language: 'en',
    subject: 'Hi {{first_name}}',
    html: '<html><body><p>Hi {{first_name}}</p><a href="https://shop.example/">Shop</a></body></html>',
    text: 'Hi {{first_name}}: https://shop.example/',
  };
  const customer = { id: 'c1', email: 'a@example.com', attributes: { first_name: '<b>' } };
  const signer = givenSigner();

  test('carries links of this recipient alone, in HTML and text', () => {
    const { compiled, links: table } = freezeMessage(message);
    const own = recipientLinks(
      { baseUrl: 'https://mail.shop.example', campaignId: 'cmp_1', customerId: 'c1', count: table.length },
      signer,
    );
    const result = renderWhole(compiled, mergeData({ customer, campaign: { name: 'Spring' }, links: own }));
    const [, token = ''] = /\/c\/([^"]+)"/.exec(result.html) ?? [];
    expect(decodeToken(token, signer)).toEqual({
      kind: 'click',
      campaignId: 'cmp_1',
      customerId: 'c1',
      link: 0,
      keyId: 'k1',
    });
    expect(result.text).toContain(own['c0']);
    expect(result.html).toContain(own.unsubscribe);
    expect(result.html).toContain(`src="${own.open}"`);
    expect(result.html).toContain('Hi &lt;b&gt;');
    expect(result.html).not.toContain('shop.example/"');
    expect(compiled.fields).toEqual(['first_name']);
  });

  test('is previewed with its links as written and without the pixel', () => {
    const preview = previewMessage(message, {
      first_name: 'Ann',
      links: { unsubscribe: 'https://x.example/u/preview' },
    });
    expect(preview.html).toContain('href="https://shop.example/"');
    expect(preview.html).toContain('https://x.example/u/preview');
    expect(preview.html).not.toContain('width="1"');
    expect(preview.missing).toEqual([]);
    expect(previewMessage(message, {}).missing).toEqual(['first_name']);
  });
});
