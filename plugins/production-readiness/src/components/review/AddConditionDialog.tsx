import { useState } from 'react';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { DateTime } from 'luxon';
import { useApi } from '@backstage/core-plugin-api';
import {
  isAtLeast,
  isSatisfied,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useNotify, useText } from '../../hooks';
import { EntityPicker, FormDialog } from '../shared';
import { ReviewPartProps } from './ReviewPartProps';

const usualTerm = { days: 30 };
const owners = ['group', 'user'];

interface AddConditionDialogProps extends ReviewPartProps {
  titleOf: (check: string) => string;
  onClose: () => void;
}

/** Asks what must be done, by whom and until when. Blockers are not offered: no condition stands in for them. */
export function AddConditionDialog({
  read: { record, review },
  accept,
  titleOf,
  onClose,
}: AddConditionDialogProps) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const { done } = useNotify();
  const [text, setText] = useState('');
  const [owner, setOwner] = useState<string | undefined>(review.givingTeam);
  const [check, setCheck] = useState('');
  const [dueDate, setDueDate] = useState(
    DateTime.now().plus(usualTerm).toISODate(),
  );
  const open = review.scorecard.results.filter(
    result =>
      !isSatisfied(result) &&
      !result.blocker &&
      isAtLeast(review.targetLevel, result.level),
  );

  function choose(id: string) {
    setCheck(id);
    if (id !== '' && text.trim() === '') setText(titleOf(id));
  }

  return (
    <FormDialog
      title={t('review.conditions.dialogTitle')}
      text={t('review.conditions.dialogText')}
      submit={t('review.conditions.add')}
      complete={text.trim() !== '' && dueDate !== '' && owner !== undefined}
      failed={t('review.conditions.addFailed')}
      onClose={onClose}
      onSubmit={async () => {
        if (owner === undefined) return;
        accept(
          await api.addCondition(record.id, {
            text: text.trim(),
            owner,
            dueDate,
            check: check || undefined,
          }),
        );
        done(t('review.conditions.addDone'));
      }}
    >
      <TextField
        select
        id="readiness-condition-check"
        label={t('review.conditions.check')}
        value={check}
        onChange={event => choose(event.target.value)}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
      >
        <MenuItem value="">{t('review.conditions.noCheck')}</MenuItem>
        {open.map(({ id, level }) => (
          <MenuItem key={id} value={id}>
            {level} {titleOf(id)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        id="readiness-condition-text"
        label={t('review.conditions.text')}
        value={text}
        onChange={event => setText(event.target.value)}
        inputProps={{ maxLength: 2_000 }}
        required
        multiline
        minRows={2}
      />
      <EntityPicker
        id="readiness-condition-owner"
        label={t('review.conditions.owner')}
        kinds={owners}
        value={owner}
        onChange={setOwner}
        required
      />
      <TextField
        id="readiness-condition-due"
        type="date"
        label={t('review.conditions.due')}
        value={dueDate}
        onChange={event => setDueDate(event.target.value)}
        InputLabelProps={{ shrink: true }}
        required
      />
    </FormDialog>
  );
}
