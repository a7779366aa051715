/** The parts of the API's answers that end-to-end tests look at, as API.md has them. */
export interface ProgressResponse {
  readonly audience: number;
  readonly accepted: number;
  readonly holdout: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly failed: Readonly<Record<string, number>>;
  readonly unknown: number;
}

export interface CampaignResponse {
  readonly id: string;
  readonly status: string;
  readonly progress: ProgressResponse;
}

interface CellResponse {
  readonly treated: { readonly customers: number; readonly conversions: number; readonly revenue: number };
  readonly perCustomer: { readonly estimate: number; readonly low: number; readonly high: number };
}

export interface ReportResponse {
  readonly total: CellResponse;
  readonly segments: readonly (CellResponse & { readonly segment: string; readonly name: string })[];
}

export interface ImportResponse {
  readonly id: string;
  readonly status: string;
  readonly accepted: number;
  readonly rejected: number;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** The right-hand side of promise 1. */
export const outcomes = ({ accepted, holdout, skipped, failed, unknown }: ProgressResponse): number =>
  accepted + holdout + sum(skipped) + sum(failed) + unknown;
