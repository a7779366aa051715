import { parseInstant } from '../../core/shared/days.ts';
import { futureProblem } from '../../core/shared/future.ts';
import type { FieldError } from '../../core/shared/errors.ts';
import { externalIdProblem } from '../../core/shared/ids.ts';
import { idOf, textOf } from '../csv/cells.ts';
import type { Read } from './customersRow.ts';
import type { Row } from './parseRow.ts';

export interface AssignmentRow {
  readonly campaign: string;
  readonly customerId: string;
  readonly arm: string;
  readonly sentAt: number;
  readonly segment?: string;
  /** Minor units for this message. */
  readonly cost?: number;
}

const ARM = /^[\p{L}\p{N}_. -]{1,64}$/u;

/** One row of an assignments file: who was in which arm of a campaign that ran elsewhere. */
export function readAssignmentRow(row: Row, timeZone: string, now: number): Read<AssignmentRow> {
  const errors: FieldError[] = [];
  const campaign = textOf(row.get('campaign'));
  const customerId = idOf(row.get('customer_id'));
  const arm = textOf(row.get('arm'));
  const segment = textOf(row.get('segment'));
  if (campaign === '' || campaign.length > 200)
    errors.push({ path: 'campaign', reason: 'must be a name of 1 to 200 characters' });
  const idProblem = externalIdProblem(customerId);
  if (idProblem) errors.push({ path: 'customer_id', reason: idProblem });
  if (!ARM.test(arm))
    errors.push({ path: 'arm', reason: 'must be "holdout" or a variant name of at most 64 letters and digits' });
  if (segment.length > 200) errors.push({ path: 'segment', reason: 'must be at most 200 characters' });
  const sentAt = parseInstant(textOf(row.get('sent_at')), timeZone);
  if (sentAt === undefined)
    errors.push({ path: 'sent_at', reason: 'must be an ISO date or time, such as 2026-02-28 or 2026-02-28T12:00:00Z' });
  const ahead = sentAt === undefined ? undefined : futureProblem(sentAt, now);
  if (ahead !== undefined) errors.push({ path: 'sent_at', reason: ahead });
  const costText = textOf(row.get('cost'));
  const cost = costText === '' ? undefined : Number(costText);
  if (cost !== undefined && !(Number.isSafeInteger(cost) && cost >= 0)) {
    errors.push({ path: 'cost', reason: 'must be whole minor units, zero or more' });
  }
  if (errors.length > 0 || sentAt === undefined) return { errors };
  return {
    value: {
      campaign,
      customerId,
      arm: arm.toLowerCase() === 'holdout' ? 'holdout' : arm,
      sentAt,
      ...(segment !== '' && { segment }),
      ...(cost !== undefined && { cost }),
    },
  };
}
