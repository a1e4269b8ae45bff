import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { verdictOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  Level,
  ServiceScorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useText } from '../../hooks';
import {
  LevelBadge,
  levelText,
  Loading,
  Problem,
  Section,
  Timestamp,
} from '../shared';

interface FreezePreviewProps {
  entityRef: string | undefined;
  targetLevel: Level;
}

/** What the review would rest on if it were opened now, and what would stand in its way. */
export function FreezePreview({ entityRef, targetLevel }: FreezePreviewProps) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    async () => (entityRef ? api.getScorecard(entityRef) : undefined),
    [api, entityRef],
  );
  return (
    <Section title={t('newReview.preview.title')}>
      {loading && (
        <Loading label={t('newReview.preview.loading')} blocks={[32, 96]} />
      )}
      {!loading && error && <Problem error={error} onRetry={retry} />}
      {!loading && !error && !value && (
        <Typography color="text.secondary">
          {t('newReview.preview.choose')}
        </Typography>
      )}
      {!loading && !error && value && (
        <Preview service={value} targetLevel={targetLevel} />
      )}
    </Section>
  );
}

function Preview({
  service: { scorecard, evaluatedAt },
  targetLevel,
}: {
  service: ServiceScorecard;
  targetLevel: Level;
}) {
  const t = useText();
  if (!scorecard) return <Typography>{t('newReview.preview.none')}</Typography>;
  const { verdict, reasons } = verdictOf({
    scorecard,
    targetLevel,
    signers: ['giving', 'receiving'],
    signatures: [],
    conditions: [],
  });
  return (
    <Stack spacing={2}>
      <Box sx={{ typography: 'h6' }}>
        <LevelBadge level={scorecard.level} exemptions={scorecard.exemptions} />
      </Box>
      <Stack
        direction="row"
        flexWrap="wrap"
        columnGap={3}
        sx={{ typography: 'body2', color: 'text.secondary' }}
      >
        {scorecard.commit && (
          <span>
            {t('scorecard.commit', {
              commit: <code key="commit">{scorecard.commit.slice(0, 8)}</code>,
            })}
          </span>
        )}
        {evaluatedAt && (
          <span>
            {t('newReview.preview.evaluated', {
              time: <Timestamp key="time" at={evaluatedAt} />,
            })}
          </span>
        )}
      </Stack>
      {verdict === 'no-go' ? (
        <div>
          <Typography>{t('newReview.preview.noGo')}</Typography>
          <Box component="ul" m={0} pl={2.5} sx={{ typography: 'body2' }}>
            {reasons.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </Box>
        </div>
      ) : (
        <Typography>
          {t('newReview.preview.satisfied', {
            level: levelText(t, targetLevel),
          })}
        </Typography>
      )}
    </Stack>
  );
}
