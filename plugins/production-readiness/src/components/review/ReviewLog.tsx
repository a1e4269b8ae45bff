import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import DownloadIcon from '@mui/icons-material/Download';
import VerifiedIcon from '@mui/icons-material/Verified';
import { watcherRef } from '@goldenpath/backstage-plugin-production-readiness-common';
import type { ReviewEvent } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Text, useRubric, useText } from '../../hooks';
import { EntityName, ExactTime, Section, notPrinted } from '../shared';
import { downloadLog } from './downloadLog';
import { ReadReview } from './useReview';

/** What happened, by whom and when, with the hashes that chain the entries, checked in the browser. */
export function ReviewLog({ read }: { read: ReadReview }) {
  const t = useText();
  const { record, review, brokenAt } = read;
  const { rubric } = useRubric(review.scorecard.rubric.hash);
  const titleOf = (id: string) => rubric?.checks.get(id)?.title ?? id;
  return (
    <Section
      title={t('review.log.title')}
      actions={
        <Button
          className={notPrinted}
          startIcon={<DownloadIcon />}
          onClick={() => downloadLog(record)}
        >
          {t('review.log.export')}
        </Button>
      }
    >
      {brokenAt === undefined ? (
        <Stack direction="row" alignItems="center" gap={1} mb={2}>
          <VerifiedIcon color="success" fontSize="small" aria-hidden />
          <Typography variant="body2">
            {t('review.log.verified', { count: record.events.length })}
          </Typography>
        </Stack>
      ) : (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('review.log.broken', { entry: String(brokenAt + 1) })}
        </Alert>
      )}
      <Stack component="ol" spacing={1.5} sx={{ m: 0, pl: 3 }}>
        {record.events.map(({ hash, event }) => (
          <Box component="li" key={hash} sx={{ overflowWrap: 'anywhere' }}>
            <Typography variant="body2">
              {sentenceOf(t, event, titleOf)}
            </Typography>
            <Typography
              variant="caption"
              color="text.secondary"
              component="div"
            >
              <ExactTime at={event.at} />,{' '}
              {event.by === watcherRef ? (
                t('review.log.watcher')
              ) : (
                <EntityName entityRef={event.by} />
              )}
              {' · '}
              <code>{hash}</code>
            </Typography>
          </Box>
        ))}
      </Stack>
    </Section>
  );
}

function sentenceOf(
  t: Text,
  event: ReviewEvent,
  titleOf: (check: string) => string,
): string {
  switch (event.type) {
    case 'signed':
      return t('review.log.events.signed', {
        role: t(`review.signatures.roles.${event.role}`),
      });
    case 'condition-added':
      return t('review.log.events.condition-added', {
        text: event.condition.text,
      });
    case 'condition-met':
      return t('review.log.events.condition-met', { note: event.note });
    case 'withdrawn':
      return t('review.log.events.withdrawn', { reason: event.reason });
    case 'alarm-raised':
      return t('review.log.events.alarm-raised', {
        checks: event.checks.map(titleOf).join(', '),
      });
    default:
      return t(`review.log.events.${event.type}`);
  }
}
