import { createHash } from 'node:crypto';
import { wordsFor } from './languages.ts';

const STYLE = `
:root { color-scheme: light dark; --paper: #faf8f4; --ink: #22201c; --soft: #6b665d; --card: #fff; --line: #e6e1d8; --act: #0f6b62; }
@media (prefers-color-scheme: dark) { :root { --paper: #191817; --ink: #f2efe9; --soft: #a9a399; --card: #232120; --line: #383532; --act: #4fb8ab; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, "Segoe UI", Vazirmatn, Tahoma, "Noto Sans Arabic", sans-serif; }
main { width: 100%; max-width: 28rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 2rem;
  box-shadow: 0 1px 2px rgb(0 0 0 / 0.04), 0 12px 32px rgb(0 0 0 / 0.06); }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.3; }
p { margin: 0; color: var(--soft); }
button { margin-top: 1.5rem; width: 100%; min-height: 3rem; border: 0; border-radius: 0.625rem; background: var(--act); color: var(--card);
  font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--act); outline-offset: 3px; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** The page behind the unsubscribe link: it asks (a form that posts to its own address) or says that it is done. */
export function unsubscribePage(language: string | undefined, state: 'ask' | 'done', status = 200): Response {
  const words = wordsFor(language);
  const title = state === 'ask' ? words.title : words.doneTitle;
  const body =
    state === 'ask'
      ? `<p>${words.question}</p><form method="post"><button name="List-Unsubscribe" value="One-Click">${words.button}</button></form>`
      : `<p>${words.done}</p>`;
  return htmlResponse(status, words.language, words.direction, title, body);
}

/** One answer for every token that is not ours: nothing in it tells why. */
export function notFoundPage(): Response {
  return htmlResponse(
    404,
    'en',
    'ltr',
    'This link is not valid',
    '<p>It may be incomplete. Open it again from the e-mail.</p>',
  );
}

function htmlResponse(status: number, language: string, direction: string, title: string, body: string): Response {
  const html = `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
  });
}
