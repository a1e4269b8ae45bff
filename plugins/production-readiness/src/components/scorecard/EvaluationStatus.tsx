import { useState } from 'react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isEvaluating, useText } from '../../hooks';
import { levelText } from '../shared';

/** How the evaluation goes: under way, failed with its reason, or just finished. */
export function EvaluationStatus({ service }: { service: ServiceScorecard }) {
  const t = useText();
  const { evaluation, scorecard } = service;
  const finished = useFinished(service);
  const waiting = t(
    evaluation.state === 'queued' ? 'scorecard.queued' : 'scorecard.evaluating',
  );
  return (
    <>
      <div role="status">
        {isEvaluating(service) && (
          <>
            <LinearProgress aria-hidden sx={{ mt: 1.5, mb: 0.5 }} />
            <Typography variant="body2" color="text.secondary">
              {waiting}
            </Typography>
          </>
        )}
        {finished && (
          <Stack direction="row" alignItems="center" gap={0.75} mt={1.5}>
            <CheckCircleIcon color="success" fontSize="small" aria-hidden />
            <Typography variant="body2">
              {t('scorecard.finished', {
                level: levelText(t, scorecard?.level, scorecard?.exemptions),
              })}
            </Typography>
          </Stack>
        )}
      </div>
      {evaluation.state === 'failed' && (
        <Alert severity="error" sx={{ mt: 1.5 }}>
          <AlertTitle>{t('scorecard.failedTitle')}</AlertTitle>
          {evaluation.error}
          {scorecard && ` ${t('scorecard.failedKept')}`}
        </Alert>
      )}
    </>
  );
}

/** Whether another evaluation has ended since the page was opened. */
function useFinished({ evaluation, evaluatedAt }: ServiceScorecard): boolean {
  const [before] = useState(evaluatedAt);
  return evaluation.state === 'idle' && evaluatedAt !== before;
}
