import { describe, expect, it } from 'vitest';
import { messagesOf } from './houseRules.ts';

const at = (path: string, text: string) => messagesOf('house/api-shapes', path, text);

describe('the shape of an answer', () => {
  it.each([
    'const run = z.object({ status: z.string() });',
    'const run = z.looseObject({ status: z.string() });',
    'const body = z.strictObject({ name: z.string() });',
    'const list = zod.object({ items: z.array(z.unknown()) });',
  ])('is refused outside the contract: %s', async (text) => {
    const [message] = await at('cli/commands/segments.ts', text);
    expect(message).toContain('contract/');
    for (const path of [
      'console/src/features/segments/api/segments.ts',
      'local/demo/demo.ts',
      'functions/api/routes/segments.ts',
    ])
      expect(await at(path, text), path).not.toEqual([]);
    expect(await at('contract/segments.ts', text)).toEqual([]);
  });

  it('may be one of the contract’s, with rules of core’s added', async () => {
    const text = 'const path = byIdSchema.safeExtend({ id }); const either = z.union([one, other]);';
    expect(await at('functions/api/routes/segments.ts', text)).toEqual([]);
  });
});
