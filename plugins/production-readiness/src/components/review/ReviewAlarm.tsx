import Alert, { alertClasses } from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import { Link } from '@backstage/core-components';
import { useRubric, useText } from '../../hooks';
import { useReadinessTabLink } from '../scorecard/useReadinessTabLink';
import { ExactTime, Mark, notPrinted } from '../shared';
import { ReadReview } from './useReview';

/** Says that the service is no longer what the review agreed, before the verdict that it takes the ground from. */
export function ReviewAlarm({ read }: { read: ReadReview }) {
  const t = useText();
  const tabLink = useReadinessTabLink();
  const { alarm, entityRef, scorecard } = read.review;
  const { rubric } = useRubric(scorecard.rubric.hash);
  if (!alarm) return null;
  return (
    <Alert
      severity={alarm.blockers.length > 0 ? 'error' : 'warning'}
      variant="outlined"
      role="region"
      aria-label={t('review.alarm.label')}
      sx={{
        bgcolor: 'background.paper',
        color: 'text.primary',
        borderWidth: 2,
        [`& .${alertClasses.message}`]: {
          minWidth: 0,
          overflowWrap: 'anywhere',
        },
      }}
    >
      <AlertTitle component="h3" sx={{ fontWeight: 'bold' }}>
        {t('review.alarm.title')}
      </AlertTitle>
      {t('review.alarm.raised', {
        time: <ExactTime key="raised" at={alarm.at} />,
      })}
      <Box
        component="ul"
        aria-label={t('review.alarm.checks')}
        sx={{ m: 0, my: 1, pl: 2.5 }}
      >
        {alarm.checks.map(id => (
          <li key={id}>
            {rubric?.checks.get(id)?.title ?? id}
            {alarm.blockers.includes(id) && (
              <Box component="span" ml={1}>
                <Mark label={t('mark.blocker')} alarming />
              </Box>
            )}
          </li>
        ))}
      </Box>
      <Link className={notPrinted} to={tabLink(entityRef)}>
        {t('review.alarm.scorecard')}
      </Link>
    </Alert>
  );
}
