import { useState } from 'react';
import TextField from '@mui/material/TextField';
import { useApi } from '@backstage/core-plugin-api';
import type { ReviewRecord } from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useNotify, useText } from '../../hooks';
import { FormDialog } from '../shared';

interface WithdrawDialogProps {
  id: string;
  accept: (record: ReviewRecord) => void;
  onClose: () => void;
}

/** Asks why a review is withdrawn, and withdraws it. */
export function WithdrawDialog({ id, accept, onClose }: WithdrawDialogProps) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const { done } = useNotify();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={t('review.withdrawDialog.title')}
      text={t('review.withdrawDialog.text')}
      submit={t('review.withdraw')}
      color="error"
      complete={reason.trim() !== ''}
      failed={t('review.withdrawDialog.failed')}
      onClose={onClose}
      onSubmit={async () => {
        accept(await api.withdrawReview(id, reason.trim()));
        done(t('review.withdrawDialog.done'));
      }}
    >
      <TextField
        id="readiness-withdraw-reason"
        label={t('review.withdrawDialog.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        inputProps={{ maxLength: 2_000 }}
        required
        multiline
        minRows={2}
      />
    </FormDialog>
  );
}
