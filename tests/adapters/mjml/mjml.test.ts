import { describe, expect, test } from 'vitest';
import { compileMjml } from '../../../adapters/mjml/mjml.ts';

const page = (body: string) =>
  `<mjml>\n<mj-body>\n<mj-section>\n<mj-column>\n${body}\n</mj-column>\n</mj-section>\n</mj-body>\n</mjml>`;
const problemsOf = (source: string) =>
  compileMjml(source).then(
    () => 'accepted',
    (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
  );

describe('MJML', () => {
  test('becomes HTML that keeps its merge fields, and a text part', async () => {
    const { html, text } = await compileMjml(
      page(
        '<mj-text>Hi {{first_name}}, {{#if vip}}thanks{{/if}}</mj-text><mj-button href="https://a.example/">Go</mj-button>',
      ),
      { language: 'en' },
    );
    expect(html).toContain('<html lang="en" dir="ltr"');
    expect(html).toContain('Hi {{first_name}}, {{#if vip}}thanks{{/if}}');
    expect(html).toContain('<!--[if mso | IE]>');
    expect(html).not.toMatch(/\n\s/);
    expect(text).toBe('Hi {{first_name}}, {{#if vip}}thanks{{/if}}\n\nGo <https://a.example/>');
  });

  test('in a right-to-left language says so on the root, unless the author did', async () => {
    const source = page('<mj-text>سلام</mj-text>');
    expect((await compileMjml(source, { language: 'fa-IR' })).html).toContain('<html lang="fa-IR" dir="rtl"');
    const own = source.replace('<mjml>', '<mjml lang="ar" dir="auto">');
    expect((await compileMjml(own, { language: 'fa' })).html).toContain('<html lang="ar" dir="auto"');
  });

  test.each([
    ['', /must be enclosed/],
    ['<html></html>', /must be enclosed/],
    [page('<mj-text>a'), /line 6: <\/mj-column> closes <mj-text> of line 5/],
    ['<mjml>\n<mj-body>', /line 2: <mj-body> is never closed/],
    [page('<mj-bogus>a</mj-bogus>'), /line 5: .*mj-bogus/],
    [page('<mj-text\nsize="1">a</mj-text>'), /line \d: Attribute size is illegal/],
    [page('<mj-include path="/etc/passwd" />'), /line 5: mj-include/],
    [page('<mj-text>{{#if a}}</mj-text>'), /ValidationError: mjml: line \d+: merge fields are not well formed/],
    [page('<mj-text>\n{{> x}}</mj-text>'), /line 6: partials/],
    [page('<!-- never closed'), /line 5: the comment is never closed/],
    [page('<mj-text>a</mj-text>'.repeat(3000)), /TooLargeError/],
    ['x'.repeat(200_001), /TooLargeError: mjml is larger/],
    [page(`<mj-text>${'a'.repeat(198_500)}</mj-text>`), /TooLargeError: the compiled HTML/],
  ])('that is not acceptable is refused with the line: %#', async (source, reason) => {
    expect(await problemsOf(source)).toMatch(reason);
  });

  test('hostile input of full size ends within seconds', async () => {
    const began = performance.now();
    for (const piece of ['<!--', '<mjml ', '<mj-text "', '<mj-text>', '{{', '<'])
      await problemsOf(page(piece.repeat(Math.floor(199_000 / piece.length))));
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
