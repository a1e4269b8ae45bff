/** One measured value, and what it must not exceed or fall below. */
export interface Figure {
  section: SectionName;
  name: string;
  value: number;
  unit: Unit;
  /** Services in the fleet, where the figure belongs to a size. */
  services?: number;
  /** Absent for a figure that is only told. */
  limit?: { atLeast: number } | { atMost: number };
}

export type Unit = 'ms' | 's' | 'MB' | 'times' | 'rows' | 'statements';

export const sections = [
  'tech-insights',
  'fleet',
  'evaluation',
  'replicas',
] as const;

export type SectionName = (typeof sections)[number];

/** Whether a figure keeps its limit; undefined for one without. */
export function holds({ value, limit }: Figure): boolean | undefined {
  if (!limit) return undefined;
  return 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
}

/** Two digits after the point where there are few before it. */
export function rounded(value: number): number {
  const factor = Math.abs(value) < 100 ? 100 : 1;
  return Math.round(value * factor) / factor;
}
