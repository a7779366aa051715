import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../functions/services/logger.ts';

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
});
