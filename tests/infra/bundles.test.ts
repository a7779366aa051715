import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compileMjml } from '../../adapters/mjml/mjml.ts';
import { ENV } from '../../names.ts';
import { bundleAll, bundleName } from '../../infra/bundle.ts';
import { ENTRIES } from '../../infra/functions.ts';
import type { Loose } from './support.ts';

const COMPILER = 'adapters/mjml/mjml.ts';
let folder: string;
const load = async (entry: string): Promise<Loose> =>
  import(/* @vite-ignore */ pathToFileURL(join(folder, bundleName(entry), 'index.mjs')).href);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peyk-bundles-'));
  await bundleAll([...ENTRIES, COMPILER], folder);
});
afterAll(() => rm(folder, { recursive: true }));

describe('a bundle', () => {
  it.each(ENTRIES)('of %s loads without an environment and exports its handler', async (entry) => {
    expect((await load(entry)).handler).toBeTypeOf('function');
  });
});

describe('a bundle, called with an environment', () => {
  // Has every secret and nothing else.
  const aws = createServer((request, response) => {
    request.resume();
    response.end(JSON.stringify({ SecretString: '{"current":"of this test"}' }));
  });

  beforeAll(async () => {
    await once(aws.listen(0, '127.0.0.1'), 'listening');
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_MAX_ATTEMPTS: '1',
      LOG_LEVEL: 'silent',
      ...Object.fromEntries(Object.values(ENV).map((name) => [name, 'made-up'])),
    };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    aws.closeAllConnections();
    aws.close();
  });

  // What was left out of a bundle by mistake is missed when clients are made, not before.
  it.each(ENTRIES)('of %s makes all that the function needs', async (entry) => {
    const { handler } = await load(entry);
    const outcome: unknown = await handler({}, { awsRequestId: 'request' }).catch((error: unknown) => error);
    const text = outcome instanceof Error ? outcome.message : '';
    expect(text).not.toMatch(/is not a (function|constructor)|is not defined|Cannot find/);
  });
});

describe('the bundled MJML compiler, which leaves much of its packages out', () => {
  const mjml = (head: string, body: string) =>
    `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;

  it.each([
    ['a plain text', mjml('', '<mj-text>Hello {{name}} &amp; سلام</mj-text>')],
    [
      'styles inline',
      mjml('<mj-style inline="inline">.a div { color: red }</mj-style>', '<mj-text css-class="a">A</mj-text>'),
    ],
    [
      'fonts, attributes and a style',
      mjml(
        '<mj-attributes><mj-all color="#111" /></mj-attributes><mj-style>p { margin: 0 }</mj-style><mj-font name="Vazirmatn" href="https://example.com/v.css" />',
        '<mj-text font-family="Vazirmatn">A</mj-text>',
      ),
    ],
    [
      'button, image, table, carousel and accordion',
      mjml(
        '',
        '<mj-button href="https://example.com">Go</mj-button><mj-image src="https://example.com/a.png" alt="a" /><mj-table><tr><td>1</td></tr></mj-table><mj-carousel><mj-carousel-image src="https://example.com/b.png" /></mj-carousel><mj-accordion><mj-accordion-element><mj-accordion-title>T</mj-accordion-title><mj-accordion-text>X</mj-accordion-text></mj-accordion-element></mj-accordion>',
      ),
    ],
  ])('compiles %s to what the whole compiler makes', async (_, source) => {
    const bundled = await load(COMPILER);
    const stable = ({ html, text }: { html: string; text: string }) => ({
      text,
      html: html.replaceAll(/[0-9a-f]{16}/g, 'id'),
    });
    expect(stable(await bundled.compileMjml(source, { language: 'fa' }))).toEqual(
      stable(await compileMjml(source, { language: 'fa' })),
    );
  });

  it('says the same about what is wrong', async () => {
    const bundled = await load(COMPILER);
    const source = mjml('', '<mj-nothing>A</mj-nothing>');
    const told = async (compile: (text: string) => Promise<unknown>) =>
      compile(source).then(
        () => 'fine',
        (error: unknown) => (error as Loose).errors,
      );
    expect(await told(bundled.compileMjml)).toEqual(await told(compileMjml));
  });
});
