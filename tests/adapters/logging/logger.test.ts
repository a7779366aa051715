import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../adapters/logging/logger.ts';

describe('the log', () => {
  it('never shows addresses, names, bodies or secrets, one level down neither', () => {
    const lines: string[] = [];
    const log = createLogger({ write: (line) => lines.push(line) });
    const personal = {
      email: 'ann@example.test',
      to: 'ann@example.test',
      name: 'Ann Smith',
      secret: 'whsec_1',
      html: 'Dear Ann',
    };
    log.warn({ ...personal, customer: personal, campaignId: 'cmp_1' }, 'something');
    expect(lines.join()).not.toMatch(/ann|Ann|whsec/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ campaignId: 'cmp_1', msg: 'something' });
  });

  it('quotes nothing of what could not be parsed, also as the cause of another error', () => {
    const lines: string[] = [];
    const log = createLogger({ write: (line) => lines.push(line) });
    for (const text of ['ann@example.test', 'ann', '{"a": ann@example.test}', 'x'.repeat(20) + 'ann'.repeat(20)]) {
      try {
        JSON.parse(text);
      } catch (error) {
        log.error({ err: error }, 'a');
        log.error({ err: new Error('outer', { cause: error }) }, 'b');
      }
    }
    expect(lines).toHaveLength(8);
    expect(lines.join()).not.toMatch(/ann/);
    expect(lines.join()).toContain('is not valid JSON');
  });

  it('says in a line nothing of the lines before it', () => {
    const lines: string[] = [];
    const log = createLogger({ write: (line) => lines.push(line) });
    log.warn({ campaignId: 'cmp_1' }, 'one');
    log.warn({ importId: 'imp_1' }, 'two');
    expect(JSON.parse(lines[1]!)).not.toHaveProperty('campaignId');
  });
});
