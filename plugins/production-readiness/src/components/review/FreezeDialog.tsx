import { useApi } from '@backstage/core-plugin-api';
import type { ReviewRecord } from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { useNotify, useText } from '../../hooks';
import { FormDialog } from '../shared';

interface FreezeDialogProps {
  id: string;
  accept: (record: ReviewRecord) => void;
  onClose: () => void;
}

/** Asks whether the present scorecard is to take the place of the frozen one. */
export function FreezeDialog({ id, accept, onClose }: FreezeDialogProps) {
  const t = useText();
  const api = useApi(productionReadinessApiRef);
  const { done } = useNotify();
  return (
    <FormDialog
      title={t('review.freezeDialog.title')}
      text={t('review.freezeDialog.text')}
      submit={t('review.freeze')}
      failed={t('review.freezeDialog.failed')}
      onClose={onClose}
      onSubmit={async () => {
        accept(await api.freezeReviewAgain(id));
        done(t('review.freezeDialog.done'));
      }}
    />
  );
}
