import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { nextLevel } from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  NextStep,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { rubricRouteRef } from '../../routes';
import { isWebUrl, levelText, Mark, Section } from '../shared';

/** The shortest path to the next level: what to do, how, and how much it is. */
export function NextSteps({ scorecard }: { scorecard: Scorecard }) {
  const t = useText();
  const { nextSteps, level } = scorecard;
  const goal = nextLevel(level);
  return (
    <Section
      title={t('scorecard.steps.title')}
      hint={goal && t('scorecard.steps.hint', { level: levelText(t, goal) })}
    >
      {nextSteps.length === 0 ? (
        <Typography>{t('scorecard.steps.done')}</Typography>
      ) : (
        <Stack
          component="ol"
          spacing={2}
          sx={{ m: 0, pl: 3, '& > li::marker': { color: 'text.secondary' } }}
        >
          {nextSteps.map(step => (
            <Step key={step.id} step={step} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function Step({ step }: { step: NextStep }) {
  const t = useText();
  const rubricLink = useRouteRef(rubricRouteRef);
  const { id, title, level, blocker, effort, fix, attestable } = step;
  return (
    <Box component="li" sx={{ pl: 0.5 }}>
      <Stack direction="row" flexWrap="wrap" alignItems="center" columnGap={1}>
        <Typography component="h4" variant="subtitle2">
          {title}
        </Typography>
        {blocker && <Mark label={t('mark.blocker')} alarming />}
        <Typography variant="caption" color="text.secondary">
          {[level, t(`efforts.${effort}`)].join(' · ')}
          {attestable && ` · ${t('scorecard.steps.attestable')}`}
        </Typography>
      </Stack>
      <Typography variant="body2">{fix.summary}</Typography>
      <Stack
        direction="row"
        flexWrap="wrap"
        columnGap={2}
        sx={{ typography: 'body2' }}
      >
        {fix.url && isWebUrl(fix.url) && (
          <Link
            to={fix.url}
            aria-label={`${t('scorecard.steps.docs')}: ${title}`}
          >
            {t('scorecard.steps.docs')}
          </Link>
        )}
        <Link
          to={`${rubricLink()}#check-${id}`}
          aria-label={`${t('scorecard.steps.criterion')}: ${title}`}
        >
          {t('scorecard.steps.criterion')}
        </Link>
        {fix.block && (
          <Typography component="span" variant="body2" color="text.secondary">
            {t('scorecard.steps.block', { block: fix.block })}
          </Typography>
        )}
      </Stack>
    </Box>
  );
}
