import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import PrintIcon from '@mui/icons-material/Print';
import { useRouteRef } from '@backstage/core-plugin-api';
import { withdrawReview } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useActor, useText } from '../../hooks';
import { reviewsRouteRef } from '../../routes';
import { EntityName, notPrinted } from '../shared';
import { refusalOf } from './refusalOf';
import { ReviewPartProps } from './ReviewPartProps';
import { WithdrawDialog } from './WithdrawDialog';

/** What is reviewed, and what can be done with the review as a whole. */
export function ReviewHeader({ read, accept }: ReviewPartProps) {
  const t = useText();
  const actor = useActor();
  const reviewsLink = useRouteRef(reviewsRouteRef);
  const [withdrawing, setWithdrawing] = useState(false);
  const { review, record } = read;
  const mayWithdraw =
    actor &&
    refusalOf(() => withdrawReview(review, '', actor, new Date())) ===
      undefined;
  return (
    <Stack
      component="header"
      direction="row"
      flexWrap="wrap"
      justifyContent="space-between"
      alignItems="center"
      gap={1}
    >
      <Typography variant="h4" component="h2" m={0} minWidth={0}>
        {t('review.heading', {
          title: review.title,
          service: <EntityName key="service" entityRef={review.entityRef} />,
        })}
      </Typography>
      <Stack direction="row" flexWrap="wrap" gap={1} className={notPrinted}>
        <Button
          component={RouterLink}
          to={reviewsLink()}
          startIcon={<ArrowBackIcon />}
        >
          {t('review.back')}
        </Button>
        {mayWithdraw && (
          <Button color="inherit" onClick={() => setWithdrawing(true)}>
            {t('review.withdraw')}
          </Button>
        )}
        <Button
          variant="outlined"
          startIcon={<PrintIcon />}
          onClick={() => window.print()}
        >
          {t('review.print')}
        </Button>
      </Stack>
      {withdrawing && (
        <WithdrawDialog
          id={record.id}
          accept={accept}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </Stack>
  );
}
