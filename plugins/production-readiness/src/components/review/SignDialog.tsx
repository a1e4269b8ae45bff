import { useState } from 'react';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Review,
  ReviewRole,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useNotify, useText } from '../../hooks';
import { EntityName, FormDialog } from '../shared';
import { ReviewPartProps } from './ReviewPartProps';

/** Signs for one side, only for those that the person may sign for. */
export function SignDialog({
  read: { record, review },
  accept,
  onClose,
}: ReviewPartProps & { onClose: () => void }) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const { done } = useNotify();
  const [role, setRole] = useState<ReviewRole>(record.signable[0]);
  const [comment, setComment] = useState('');
  return (
    <FormDialog
      title={t('review.signatures.dialogTitle')}
      text={t('review.signatures.dialogText', {
        commit: review.scorecard.commit?.slice(0, 8) ?? review.frozenAt,
      })}
      submit={t('review.signatures.sign')}
      failed={t('review.signatures.failed')}
      onClose={onClose}
      onSubmit={async () => {
        accept(
          await api.signReview(record.id, {
            role,
            comment: comment.trim() || undefined,
          }),
        );
        done(t('review.signatures.done'));
      }}
    >
      <FormControl>
        <FormLabel id="readiness-sign-role">
          {t('review.signatures.role')}
        </FormLabel>
        <RadioGroup
          aria-labelledby="readiness-sign-role"
          value={role}
          onChange={event => setRole(event.target.value as ReviewRole)}
        >
          {record.signable.map(side => (
            <FormControlLabel
              key={side}
              value={side}
              control={<Radio />}
              label={
                <>
                  {t(`review.signatures.${side}`)}:{' '}
                  <EntityName entityRef={teamOf(review, side)} />
                </>
              }
            />
          ))}
        </RadioGroup>
      </FormControl>
      <TextField
        id="readiness-sign-comment"
        label={t('review.signatures.comment')}
        value={comment}
        onChange={event => setComment(event.target.value)}
        inputProps={{ maxLength: 2_000 }}
        multiline
        minRows={2}
      />
    </FormDialog>
  );
}

function teamOf(review: Review, role: ReviewRole): string {
  return role === 'giving' ? review.givingTeam : review.receivingTeam;
}
