import Stack from '@mui/material/Stack';
import type { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isEvaluating, useText } from '../../hooks';
import { Empty } from '../shared';
import { EvaluationStatus } from './EvaluationStatus';
import { EvaluateButton } from './ScorecardActions';

interface NotEvaluatedProps {
  service: ServiceScorecard;
  evaluate: () => Promise<void>;
}

/** Stands where the scorecard will be. */
export function NotEvaluated({ service, evaluate }: NotEvaluatedProps) {
  const t = useText();
  return (
    <Stack spacing={2}>
      <EvaluationStatus service={service} />
      <Empty
        title={
          isEvaluating(service)
            ? t('scorecard.firstRunning')
            : t('scorecard.emptyTitle')
        }
        text={t('scorecard.emptyText')}
        action={
          <div>
            <EvaluateButton service={service} evaluate={evaluate} />
          </div>
        }
      />
    </Stack>
  );
}
