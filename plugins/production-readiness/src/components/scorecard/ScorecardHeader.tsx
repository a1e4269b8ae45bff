import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ActiveRubric, useText } from '../../hooks';
import { LevelBadge, levelText, Timestamp } from '../shared';
import { EvaluationStatus } from './EvaluationStatus';
import { LevelLadder } from './LevelLadder';

interface ScorecardHeaderProps {
  service: ServiceScorecard;
  rubric?: ActiveRubric;
  actions: ReactNode;
}

/** The level, what it rests on, and how far the next ones are. */
export function ScorecardHeader({
  service,
  rubric,
  actions,
}: ScorecardHeaderProps) {
  const t = useText();
  const { scorecard, evaluatedAt } = service;
  if (!scorecard) return null;
  const { level, exemptions, commit } = scorecard;
  const text = levelText(t, level, exemptions);
  return (
    <Paper
      component="header"
      variant="outlined"
      sx={{ p: { xs: 2, md: 3 }, minWidth: 0 }}
    >
      <Stack
        direction="row"
        flexWrap="wrap"
        alignItems="center"
        justifyContent="space-between"
        gap={2}
        mb={3}
      >
        <Stack direction="row" alignItems="center" gap={2} minWidth={0}>
          <LevelBadge level={level} barsOnly size="large" />
          <Box minWidth={0}>
            <Typography
              variant="h4"
              component="h2"
              m={0}
              aria-label={t('scorecard.heading', { level: text })}
            >
              {text}
            </Typography>
            {level && (
              <Typography color="text.secondary">
                {rubric?.document.levels[level]?.summary}
              </Typography>
            )}
          </Box>
        </Stack>
        {actions}
      </Stack>
      <LevelLadder scorecard={scorecard} />
      <Stack
        direction="row"
        flexWrap="wrap"
        columnGap={3}
        mt={2}
        sx={{ typography: 'body2', color: 'text.secondary' }}
      >
        {evaluatedAt && (
          <span>
            {t('scorecard.evaluatedAt', {
              time: <Timestamp key="time" at={evaluatedAt} />,
            })}
          </span>
        )}
        {commit && (
          <span title={commit}>
            {t('scorecard.commit', {
              commit: <code key="commit">{commit.slice(0, 8)}</code>,
            })}
          </span>
        )}
        <span title={scorecard.rubric.hash}>
          {t('scorecard.rubric', {
            name: scorecard.rubric.name,
            version: scorecard.rubric.version,
          })}
        </span>
      </Stack>
      <EvaluationStatus service={service} />
    </Paper>
  );
}
