import { studentQuantile } from './distributions.ts';
import { mean, variance, type Moments } from './moments.ts';

export const CONFIDENCE = 0.95;

export interface Difference {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly df: number;
}

/**
 * mean(a) - mean(b) with Welch's two-sided 95 % interval, which does not assume equal variances: spending differs
 * in spread as much as in mean, and a holdout is a fraction of the treated. Undefined with fewer than two in an arm.
 */
export function differenceOfMeans(a: Moments, b: Moments): Difference | undefined {
  if (a.count < 2 || b.count < 2) return undefined;
  const estimate = mean(a) - mean(b);
  const ofA = variance(a) / a.count;
  const ofB = variance(b) / b.count;
  const squaredError = ofA + ofB;
  if (squaredError === 0) return { estimate, low: estimate, high: estimate, df: a.count + b.count - 2 };
  // Welch-Satterthwaite, on shares of the squared error so that large money does not overflow.
  const [shareA, shareB] = [ofA / squaredError, ofB / squaredError];
  const df = 1 / (shareA ** 2 / (a.count - 1) + shareB ** 2 / (b.count - 1));
  const margin = studentQuantile((1 + CONFIDENCE) / 2, df) * Math.sqrt(squaredError);
  return { estimate, low: estimate - margin, high: estimate + margin, df };
}
