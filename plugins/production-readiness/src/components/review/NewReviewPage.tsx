import { useSearchParams } from 'react-router-dom';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { reviewTriggers } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { PageTitle } from '../shared';
import { FreezePreview } from './FreezePreview';
import { NewReviewForm } from './NewReviewForm';
import { useNewReview } from './useNewReview';

/** Opens a review; the URL fills the form in. */
export function NewReviewPage() {
  const t = useText();
  const [query] = useSearchParams();
  const draft = useNewReview({
    entityRef: query.get('entity') ?? undefined,
    trigger: reviewTriggers.find(known => known === query.get('trigger')),
  });
  return (
    <Stack spacing={2}>
      <PageTitle title={t('newReview.title')} />
      <Typography maxWidth="75ch">{t('newReview.intro')}</Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '1fr 1fr' },
        }}
      >
        <NewReviewForm draft={draft} />
        <FreezePreview
          entityRef={draft.entityRef}
          targetLevel={draft.targetLevel}
        />
      </Box>
    </Stack>
  );
}
