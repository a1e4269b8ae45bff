import { useState } from 'react';
import TextField from '@mui/material/TextField';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Condition,
  ReviewRecord,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useNotify, useText } from '../../hooks';
import { FormDialog } from '../shared';

interface MeetConditionDialogProps {
  id: string;
  condition: Condition;
  accept: (record: ReviewRecord) => void;
  onClose: () => void;
}

/** Asks how a condition was met, and records it. */
export function MeetConditionDialog({
  id,
  condition,
  accept,
  onClose,
}: MeetConditionDialogProps) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const { done } = useNotify();
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={t('review.conditions.meetTitle')}
      text={condition.text}
      submit={t('review.conditions.meet')}
      complete={note.trim() !== ''}
      failed={t('review.conditions.meetFailed')}
      onClose={onClose}
      onSubmit={async () => {
        accept(await api.meetCondition(id, condition.id, note.trim()));
        done(t('review.conditions.meetDone'));
      }}
    >
      <TextField
        id="readiness-condition-note"
        label={t('review.conditions.note')}
        value={note}
        onChange={event => setNote(event.target.value)}
        inputProps={{ maxLength: 2_000 }}
        required
        multiline
        minRows={2}
      />
    </FormDialog>
  );
}
