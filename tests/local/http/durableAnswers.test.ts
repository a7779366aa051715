import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { durableAnswers } from '../../../local/http/durableAnswers.ts';

function given() {
  const said: string[] = [];
  const app = new Hono();
  app.use(
    durableAnswers(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      said.push('durable');
    }),
  );
  app.all('*', (context) => {
    said.push('handled');
    return context.text('stored');
  });
  return { app, said };
}

it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('answers a %s when what it changed is on the disk', async (method) => {
  const { app, said } = given();
  expect(await (await app.request('/', { method })).text()).toBe('stored');
  expect(said).toEqual(['handled', 'durable']);
});

it('answers a GET at once', async () => {
  const { app, said } = given();
  await app.request('/');
  expect(said).toEqual(['handled']);
});
