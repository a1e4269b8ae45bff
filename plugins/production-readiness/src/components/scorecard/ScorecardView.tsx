import Stack from '@mui/material/Stack';
import { openBlockers } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useRubric, useScorecard, useText } from '../../hooks';
import { Loading, Problem } from '../shared';
import { BlockerPanel } from './BlockerPanel';
import { CheckList } from './CheckList';
import { NextSteps } from './NextSteps';
import { NotEvaluated } from './NotEvaluated';
import { ScorecardActions } from './ScorecardActions';
import { ScorecardHeader } from './ScorecardHeader';

/** The scorecard of a service, from its level down to the line that each result rests on. */
export function ScorecardView({ entityRef }: { entityRef: string }) {
  const t = useText();
  const { value: service, error, refresh, evaluate } = useScorecard(entityRef);
  const scorecard = service?.scorecard;
  const { rubric } = useRubric(scorecard?.rubric.hash);

  if (!service) {
    return error ? (
      <Problem error={error} onRetry={refresh} />
    ) : (
      <Loading label={t('scorecard.loading')} blocks={[220, 160, 320]} />
    );
  }
  return (
    <Stack spacing={2}>
      {error && <Problem error={error} onRetry={refresh} outdated />}
      {scorecard ? (
        <>
          <ScorecardHeader
            service={service}
            rubric={rubric}
            actions={<ScorecardActions service={service} evaluate={evaluate} />}
          />
          <BlockerPanel
            blockers={openBlockers(scorecard.results)}
            rubric={rubric}
          />
          <NextSteps scorecard={scorecard} />
          <CheckList results={scorecard.results} rubric={rubric} />
        </>
      ) : (
        <NotEvaluated service={service} evaluate={evaluate} />
      )}
    </Stack>
  );
}
