import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import PendingActionsIcon from '@mui/icons-material/PendingActions';
import { DateTime } from 'luxon';
import type { Condition } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { EntityName, ExactTime, Mark, notPrinted } from '../shared';

interface ConditionLineProps {
  condition: Condition;
  titleOf: (check: string) => string;
  /** Absent for those who may not say that it is met. */
  onMeet?: () => void;
}

/** One condition with its owner, its day and how it was met. */
export function ConditionLine({
  condition,
  titleOf,
  onMeet,
}: ConditionLineProps) {
  const t = useText();
  const { text, owner, dueDate, check, met } = condition;
  const due = DateTime.fromISO(dueDate);
  const overdue = !met && due < DateTime.now().startOf('day');
  const unmet = overdue ? 'overdue' : 'open';
  const status = met ? 'met' : unmet;
  return (
    <Stack component="li" direction="row" gap={1.5} alignItems="flex-start">
      {met ? (
        <CheckCircleIcon color="success" aria-hidden />
      ) : (
        <PendingActionsIcon color="warning" aria-hidden />
      )}
      <Box flexGrow={1} minWidth={0} sx={{ overflowWrap: 'anywhere' }}>
        <Stack direction="row" flexWrap="wrap" alignItems="center" gap={1}>
          <Typography variant="subtitle2" component="div">
            {text}
          </Typography>
          <Mark label={t(`review.conditions.${status}`)} alarming={overdue} />
        </Stack>
        <Typography variant="body2" color="text.secondary" component="div">
          {t('review.conditions.dueBy', {
            owner: <EntityName key="owner" entityRef={owner} />,
            date: due.toLocaleString(DateTime.DATE_MED),
          })}
          {check && ` · ${t('review.conditions.check')}: ${titleOf(check)}`}
        </Typography>
        {met && (
          <Typography variant="body2" component="div">
            {t('review.conditions.metBy', {
              time: <ExactTime key="time" at={met.at} />,
              by: <EntityName key="by" entityRef={met.by} />,
              note: met.note,
            })}
          </Typography>
        )}
      </Box>
      {onMeet && (
        <Button
          size="small"
          className={notPrinted}
          onClick={onMeet}
          aria-label={`${t('review.conditions.meet')}: ${text}`}
        >
          {t('review.conditions.meet')}
        </Button>
      )}
    </Stack>
  );
}
