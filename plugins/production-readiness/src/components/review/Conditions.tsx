import { useState } from 'react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import {
  addCondition,
  meetCondition,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type { Condition } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useActor, useRubric, useText } from '../../hooks';
import { Section, notPrinted } from '../shared';
import { AddConditionDialog } from './AddConditionDialog';
import { ConditionLine } from './ConditionLine';
import { MeetConditionDialog } from './MeetConditionDialog';
import { refusalOf } from './refusalOf';
import { ReviewPartProps } from './ReviewPartProps';

const anyCondition = { text: '', owner: '', dueDate: '' };

/** What was agreed to be done later, and whether it was. */
export function Conditions({ read, accept }: ReviewPartProps) {
  const t = useText();
  const actor = useActor();
  const [adding, setAdding] = useState(false);
  const [meeting, setMeeting] = useState<Condition>();
  const { review, record } = read;
  const { rubric } = useRubric(review.scorecard.rubric.hash);
  const titleOf = (id: string) => rubric?.checks.get(id)?.title ?? id;
  const now = new Date();
  const mayAdd =
    actor &&
    refusalOf(() => addCondition(review, anyCondition, '', actor, now)) ===
      undefined;
  const mayMeet = ({ id }: Condition) =>
    actor !== undefined &&
    refusalOf(() => meetCondition(review, id, '', actor, now)) === undefined;
  return (
    <Section
      title={t('review.conditions.title')}
      actions={
        mayAdd && (
          <Button
            variant="outlined"
            className={notPrinted}
            onClick={() => setAdding(true)}
          >
            {t('review.conditions.add')}
          </Button>
        )
      }
    >
      {review.conditions.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {t('review.conditions.none')}
        </Typography>
      ) : (
        <Stack
          component="ul"
          spacing={2}
          sx={{ m: 0, p: 0, listStyle: 'none' }}
        >
          {review.conditions.map(condition => (
            <ConditionLine
              key={condition.id}
              condition={condition}
              titleOf={titleOf}
              onMeet={
                mayMeet(condition) ? () => setMeeting(condition) : undefined
              }
            />
          ))}
        </Stack>
      )}
      {adding && (
        <AddConditionDialog
          read={read}
          accept={accept}
          titleOf={titleOf}
          onClose={() => setAdding(false)}
        />
      )}
      {meeting && (
        <MeetConditionDialog
          id={record.id}
          condition={meeting}
          accept={accept}
          onClose={() => setMeeting(undefined)}
        />
      )}
    </Section>
  );
}
