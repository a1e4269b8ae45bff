import { useEffect, useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isEvaluating, useText } from '../../hooks';
import { levelText, VisuallyHidden } from '../shared';

/** How the evaluation goes: under way, failed with its reason, or just finished (said to those who hear the page). */
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
          <VisuallyHidden>
            {t('scorecard.finished', {
              level: levelText(t, scorecard?.level, scorecard?.exemptions),
            })}
          </VisuallyHidden>
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

function useFinished(service: ServiceScorecard): boolean {
  const evaluating = isEvaluating(service);
  const was = useRef(evaluating);
  const [finished, setFinished] = useState(false);
  useEffect(() => {
    if (was.current !== evaluating) setFinished(!evaluating);
    was.current = evaluating;
  }, [evaluating]);
  return finished && service.evaluation.state === 'idle';
}
