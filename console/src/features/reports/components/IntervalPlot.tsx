import type { CellResponse, IntervalResponse } from '../../../../../contract/cell.ts';

export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** One scale for all rows, with zero always on it. */
export function scaleOf(intervals: readonly IntervalResponse[]): Scale {
  const ends = intervals.flatMap(({ low, high }) => [low ?? 0, high ?? 0]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const margin = (high - low || 1) * 0.05;
  return { low: low - margin, high: high + margin };
}

interface Props {
  readonly value: IntervalResponse;
  readonly scale: Scale;
  readonly verdict: CellResponse['verdict'];
  readonly label: string;
}

const WIDTH = 200;
const CLASSES = { gain: 'gain', loss: 'loss', undecided: 'open', 'not-enough-data': 'open' } as const;

/** The interval as a bar, the estimate as a dot, zero as a dashed line. Money grows to the right in every language. */
export function IntervalPlot({ value, scale, verdict, label }: Props) {
  if (value.estimate === null || value.low === null || value.high === null) return null;
  const x = (amount: number): number => ((amount - scale.low) / (scale.high - scale.low)) * WIDTH;
  const color = CLASSES[verdict];
  return (
    <svg className="plot" viewBox={`0 0 ${WIDTH} 28`} preserveAspectRatio="none" role="img" aria-label={label}>
      <line className="axis" x1={x(0)} x2={x(0)} y1="0" y2="28" vectorEffect="non-scaling-stroke" />
      <rect
        className={color}
        x={x(value.low)}
        width={Math.max(1, x(value.high) - x(value.low))}
        y="11"
        height="6"
        rx="3"
        opacity="0.45"
      />
      <rect className={color} x={x(value.estimate) - 1.5} width="3" y="6" height="16" rx="1.5" />
    </svg>
  );
}
