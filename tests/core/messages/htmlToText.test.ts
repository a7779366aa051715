import { expect, test } from 'vitest';
import { htmlToText } from '../../../core/messages/htmlToText.ts';

test('paragraphs become lines, links keep their address, pictures their words', () => {
  const html = `<!doctype html><html><head><title>T</title><style>a > b {}</style></head><body>
    <div style="display:none;font-size:1px">Preheader</div>
    <h1>Hello {{first_name}}&nbsp;&mdash; hi</h1>
    <p>One<br>two &amp; <b>three</b></p>
    <ul><li>first</li><li>second</li></ul>
    <a href="https://a.example/?x=1&amp;y=2"><img alt="Boots" src="https://a.example/b.png"></a>
    <p><a href="https://b.example">https://b.example</a> <a href="{{unsubscribeUrl}}">Out</a></p>
    <!--[if mso]><p>Outlook</p><![endif]--></body></html>`;
  expect(htmlToText(html)).toBe(
    [
      'Hello {{first_name}} — hi',
      '',
      'One',
      'two & three',
      '',
      '- first',
      '- second',
      '',
      'Boots <https://a.example/?x=1&y=2>',
      '<https://b.example> Out <{{unsubscribeUrl}}>',
    ].join('\n'),
  );
});

test('HTML that never ends costs no time', () => {
  const began = performance.now();
  for (const piece of ['<', '<!--', '<a>', '<a ', '<div ', '<style', '<div style="display:', '&', ' ', '<li '])
    htmlToText(piece.repeat(200_000 / piece.length));
  expect(performance.now() - began).toBeLessThan(5000);
});
