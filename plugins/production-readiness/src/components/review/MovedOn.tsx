import Alert from '@mui/material/Alert';
import type { Review } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useScorecard, useText } from '../../hooks';
import { levelText, notPrinted } from '../shared';

/** Says that the service is no longer what was frozen, so that somebody freezes it again. */
export function MovedOn({ review }: { review: Review }) {
  const t = useText();
  const { value } = useScorecard(review.entityRef);
  const now = value?.scorecard;
  const { commit, level } = review.scorecard;
  if (!now || (now.commit === commit && now.level === level)) return null;
  return (
    <Alert severity="info" className={notPrinted} sx={{ mt: 2 }}>
      {t('review.evidence.movedOn', {
        level: levelText(t, now.level, now.exemptions),
        commit: now.commit?.slice(0, 8) ?? t('review.terms.none'),
      })}
    </Alert>
  );
}
