import Chip, { chipClasses } from '@mui/material/Chip';
import BlockIcon from '@mui/icons-material/Block';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import RuleIcon from '@mui/icons-material/Rule';
import UndoIcon from '@mui/icons-material/Undo';
import type { Verdict } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';

/** What a review has come to; `pending` while signatures are missing. */
export type Outcome = Verdict | 'pending' | 'withdrawn';

/** @returns the outcome of a review from its verdict and its status */
export function outcomeOf(
  verdict: Verdict | undefined,
  status: 'open' | 'signed' | 'withdrawn',
): Outcome {
  return status === 'withdrawn' ? 'withdrawn' : verdict ?? 'pending';
}

export const outcomeLooks = {
  go: { Icon: CheckCircleIcon, color: 'success' },
  'conditional-go': { Icon: RuleIcon, color: 'warning' },
  'no-go': { Icon: BlockIcon, color: 'error' },
  pending: { Icon: HourglassEmptyIcon, color: 'info' },
  withdrawn: { Icon: UndoIcon, color: 'default' },
} as const;

/** A verdict as a shape, a colour and words. */
export function VerdictChip({ outcome }: { outcome: Outcome }) {
  const t = useText();
  const { Icon, color } = outcomeLooks[outcome];
  return (
    <Chip
      size="small"
      variant="outlined"
      color={color}
      icon={<Icon aria-hidden />}
      label={t(`verdicts.${outcome}`)}
      sx={{ m: 0, [`& .${chipClasses.label}`]: { color: 'text.primary' } }}
    />
  );
}
