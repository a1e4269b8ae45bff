import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import { signedAt } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { EntityName, Outcome, outcomeLooks, outcomeOf } from '../shared';
import { ReadReview } from './useReview';

const severities = {
  go: 'success',
  'conditional-go': 'warning',
  'no-go': 'error',
  pending: 'info',
  withdrawn: 'info',
} as const satisfies Record<Outcome, string>;

/** The verdict, and the sentences that explain it. */
export function VerdictBanner({ read }: { read: ReadReview }) {
  const t = useText();
  const { record, review } = read;
  const { verdict, reasons } = record.verdict;
  const outcome = outcomeOf(verdict, review.status);
  const { Icon } = outcomeLooks[outcome];
  const last = record.events[record.events.length - 1].event;
  const stands = outcome === 'go' || outcome === 'conditional-go';
  const signed = signedAt(review);
  const until =
    stands && signed
      ? DateTime.fromISO(signed).plus({ days: review.validDays })
      : undefined;
  return (
    <Alert
      severity={severities[outcome]}
      variant="outlined"
      icon={<Icon fontSize="large" />}
      role="region"
      aria-label={t('review.verdict.label')}
      sx={{
        bgcolor: 'background.paper',
        color: 'text.primary',
        borderWidth: 2,
      }}
    >
      <AlertTitle component="h3" sx={{ typography: 'h5', m: 0 }}>
        <span role="status">{t(`verdicts.${outcome}`)}</span>
      </AlertTitle>
      {last.type === 'withdrawn' ? (
        t('review.verdict.withdrawn', {
          by: <EntityName key="by" entityRef={last.by} />,
          reason: last.reason,
        })
      ) : (
        <Box component="ul" aria-label={t('review.verdict.why')} m={0} pl={2.5}>
          {reasons.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </Box>
      )}
      {until && (
        <Box mt={1}>
          {t(
            until < DateTime.now()
              ? 'review.verdict.ranOut'
              : 'review.verdict.validUntil',
            { date: until.toLocaleString(DateTime.DATE_MED) },
          )}
        </Box>
      )}
    </Alert>
  );
}
