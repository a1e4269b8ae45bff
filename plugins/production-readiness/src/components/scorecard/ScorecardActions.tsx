import { useId, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  evaluationCreatePermission,
  reviewCreatePermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isEvaluating, useNotify, useText } from '../../hooks';
import { newReviewRouteRef } from '../../routes';
import { errorMessage } from '../shared';

interface EvaluateButtonProps {
  service: ServiceScorecard;
  evaluate: () => Promise<void>;
}

/** Why a button cannot be used; below all buttons of its row. */
function Denied({ id, text }: { id: string; text: string }) {
  return (
    <Typography
      id={id}
      component="div"
      variant="caption"
      color="text.secondary"
      sx={{ order: 1, flexBasis: '100%' }}
    >
      {text}
    </Typography>
  );
}

/** Starts an evaluation; waits while one is under way. */
export function EvaluateButton({ service, evaluate }: EvaluateButtonProps) {
  const t = useText();
  const { failed } = useNotify();
  const [asking, setAsking] = useState(false);
  const { allowed, loading } = usePermission({
    permission: evaluationCreatePermission,
    resourceRef: service.entityRef,
  });
  const reasonId = useId();
  const denied = !allowed && !loading;
  const busy = asking || isEvaluating(service);

  async function start() {
    setAsking(true);
    try {
      await evaluate();
    } catch (error) {
      failed(t('scorecard.evaluateRefused'), errorMessage(error));
    } finally {
      setAsking(false);
    }
  }

  const label = service.scorecard
    ? t('scorecard.evaluate')
    : t('scorecard.evaluateFirst');
  return (
    <>
      <Button
        variant="contained"
        onClick={start}
        disabled={busy || !allowed}
        aria-describedby={denied ? reasonId : undefined}
      >
        {busy ? t('scorecard.evaluating') : label}
      </Button>
      {denied && <Denied id={reasonId} text={t('scorecard.evaluateDenied')} />}
    </>
  );
}

/** What can be done with a scorecard. */
export function ScorecardActions(props: EvaluateButtonProps) {
  const t = useText();
  const newReviewLink = useRouteRef(newReviewRouteRef);
  const { allowed, loading } = usePermission({
    permission: reviewCreatePermission,
    resourceRef: props.service.entityRef,
  });
  const reasonId = useId();
  const denied = !allowed && !loading;
  const query = new URLSearchParams({
    entity: props.service.entityRef,
    trigger: 'team-handoff',
  });
  return (
    <Stack direction="row" flexWrap="wrap" gap={1}>
      <Button
        variant="outlined"
        component={RouterLink}
        to={`${newReviewLink()}?${query}`}
        disabled={!allowed}
        aria-describedby={denied ? reasonId : undefined}
      >
        {t('scorecard.handOver')}
      </Button>
      {denied && <Denied id={reasonId} text={t('scorecard.handOverDenied')} />}
      <EvaluateButton {...props} />
    </Stack>
  );
}
