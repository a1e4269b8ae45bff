import { FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  levels,
  reviewCreatePermission,
  reviewTriggers,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  Level,
  ReviewTrigger,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useNotify, useText } from '../../hooks';
import { reviewRouteRef } from '../../routes';
import { EntityName, EntityPicker, errorMessage, levelText } from '../shared';
import { NewReviewDraft } from './useNewReview';

const services = ['component'];
const teams = ['group'];

/** Asks what is reviewed, why, and who receives it. */
export function NewReviewForm({ draft }: { draft: NewReviewDraft }) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const navigate = useNavigate();
  const reviewLink = useRouteRef(reviewRouteRef);
  const { done } = useNotify();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { entityRef, trigger, receivingTeam, givingTeam, targetLevel } = draft;
  const { allowed, loading } = usePermission({
    permission: reviewCreatePermission,
    resourceRef: entityRef,
  });
  const sameTeam = receivingTeam !== undefined && receivingTeam === givingTeam;
  const complete =
    entityRef !== undefined && receivingTeam !== undefined && !sameTeam;

  async function open(event: FormEvent) {
    event.preventDefault();
    if (!complete) return;
    setBusy(true);
    setError(undefined);
    try {
      const { id } = await api.openReview({
        entityRef,
        trigger,
        receivingTeam,
        targetLevel,
      });
      done(t('newReview.opened'));
      navigate(reviewLink({ id }));
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  return (
    <Paper
      component="form"
      variant="outlined"
      aria-label={t('newReview.title')}
      onSubmit={open}
      sx={{ p: { xs: 2, md: 3 } }}
    >
      <Stack spacing={2.5}>
        <EntityPicker
          id="readiness-new-service"
          label={t('newReview.service')}
          kinds={services}
          value={entityRef}
          onChange={draft.setEntityRef}
          required
        />
        {givingTeam && (
          <Typography variant="body2" component="div">
            {t('newReview.givingOwner', {
              owner: <EntityName key="owner" entityRef={givingTeam} />,
            })}
          </Typography>
        )}
        <EntityPicker
          id="readiness-new-receiving"
          label={t('newReview.receiving')}
          kinds={teams}
          value={receivingTeam}
          onChange={draft.setReceivingTeam}
          required
          error={sameTeam}
          helperText={t(
            sameTeam ? 'newReview.sameTeam' : 'newReview.receivingHint',
          )}
        />
        <TextField
          select
          id="readiness-new-trigger"
          label={t('newReview.trigger')}
          value={trigger}
          onChange={event =>
            draft.setTrigger(event.target.value as ReviewTrigger)
          }
        >
          {reviewTriggers.map(known => (
            <MenuItem key={known} value={known}>
              {t(`triggers.${known}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          id="readiness-new-target"
          label={t('newReview.target')}
          helperText={t('newReview.targetHint')}
          value={targetLevel}
          onChange={event => draft.setTargetLevel(event.target.value as Level)}
        >
          {levels.map(level => (
            <MenuItem key={level} value={level}>
              {levelText(t, level)}
            </MenuItem>
          ))}
        </TextField>
        {entityRef !== undefined && !allowed && !loading && (
          <Alert severity="warning">{t('newReview.denied')}</Alert>
        )}
        {error !== undefined && (
          <Alert severity="error">
            {t('newReview.failed')}: {errorMessage(error)}
          </Alert>
        )}
        <div>
          <Button
            type="submit"
            variant="contained"
            disabled={busy || !complete || !allowed}
          >
            {busy ? t('newReview.submitting') : t('newReview.submit')}
          </Button>
        </div>
      </Stack>
    </Paper>
  );
}
