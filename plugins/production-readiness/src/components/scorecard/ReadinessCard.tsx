import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { openBlockers } from '@goldenpath/backstage-plugin-production-readiness-common';
import type { Scorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useRubric, useScorecard, useText } from '../../hooks';
import { CheckNames, LevelBadge, Loading, Problem } from '../shared';
import { EvaluationStatus } from './EvaluationStatus';
import { useReadinessTabLink } from './useReadinessTabLink';

/** The card on the overview of a catalog entity: level, open blockers and the next step. @public */
export function ReadinessCard() {
  const t = useText();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const tabLink = useReadinessTabLink();
  const { value: service, error, refresh } = useScorecard(entityRef);
  return (
    <EntityInfoCard
      title={t('scorecard.card.title')}
      footerActions={
        <Link to={tabLink(entityRef)}>{t('scorecard.card.open')}</Link>
      }
    >
      {!service && error && <Problem error={error} onRetry={refresh} />}
      {!service && !error && (
        <Loading label={t('scorecard.loading')} blocks={[32, 64]} />
      )}
      {service && (
        <Stack spacing={2}>
          <EvaluationStatus service={service} />
          {service.scorecard ? (
            <CardFacts scorecard={service.scorecard} />
          ) : (
            <Typography>{t('scorecard.card.notEvaluated')}</Typography>
          )}
        </Stack>
      )}
    </EntityInfoCard>
  );
}

function CardFacts({ scorecard }: { scorecard: Scorecard }) {
  const t = useText();
  const { rubric } = useRubric(scorecard.rubric.hash);
  const { level, exemptions, results, nextSteps } = scorecard;
  const blockers = openBlockers(results);
  const [next] = nextSteps;
  return (
    <>
      <Box sx={{ typography: 'h6' }}>
        <LevelBadge level={level} exemptions={exemptions} />
      </Box>
      <Box component="dl" m={0}>
        <Typography component="dt" variant="body2" color="text.secondary">
          {t('scorecard.card.blockers')}
        </Typography>
        <Typography component="dd" variant="body2" m={0} mb={1.5}>
          {blockers.length > 0 ? (
            <CheckNames
              label={t('scorecard.card.blockers')}
              ids={blockers.map(({ id }) => id)}
              rubric={rubric}
            />
          ) : (
            t('scorecard.card.noBlockers')
          )}
        </Typography>
        <Typography component="dt" variant="body2" color="text.secondary">
          {t('scorecard.card.next')}
        </Typography>
        <Typography component="dd" variant="body2" m={0}>
          {next
            ? `${next.fix.summary} (${t(`efforts.${next.effort}`)})`
            : t('scorecard.card.allDone')}
        </Typography>
      </Box>
    </>
  );
}
