import Alert from '@mui/material/Alert';
import { useText } from '../../hooks';
import { ReadReview } from './useReview';

/** Says that the service is no longer what the review agreed. */
export function ReviewAlarm({ read }: { read: ReadReview }) {
  const t = useText();
  const { alarm } = read.review;
  if (!alarm) return null;
  return (
    <Alert
      severity={alarm.blockers.length > 0 ? 'error' : 'warning'}
      variant="outlined"
      role="region"
      aria-label={t('review.alarm.label')}
      sx={{ bgcolor: 'background.paper', color: 'text.primary' }}
    >
      {t('review.alarm.text', { checks: alarm.checks.join(', ') })}
    </Alert>
  );
}
