import type { Deps } from '../ports/deps.ts';
import { checkDeployment } from './checkDeployment.ts';
import { checkMail } from './checkMail.ts';
import type { Finding } from './finding.ts';

export type DoctorNeeds = Pick<Deps, 'stores' | 'mailer' | 'schedules' | 'secrets' | 'inspector' | 'baseUrl' | 'clock'>;

/** Everything that must hold before a campaign is worth launching; `status` is the worst of all findings. */
export async function diagnose(deps: DoctorNeeds): Promise<{ status: Finding['status']; findings: Finding[] }> {
  const findings = await Promise.all([...checkMail(deps), ...checkDeployment(deps)]);
  const worst = (['fail', 'warn'] as const).find((status) => findings.some((finding) => finding.status === status));
  return { status: worst ?? 'ok', findings };
}
