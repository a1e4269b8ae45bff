import Chip from '@mui/material/Chip';
import type { Result } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';

/** What sets a result apart: a blocker, inherited, attested, exempt, observed long ago. */
export function CheckMarks({ result }: { result: Result }) {
  const t = useText();
  const { blocker, inherited, attestation, exemption, lastObserved } = result;
  const marks = [
    blocker && t('mark.blocker'),
    inherited && t('scorecard.checks.inherited', { title: inherited.title }),
    attestation && t('scorecard.checks.attestation'),
    exemption && t('scorecard.checks.exemption', { id: exemption }),
    lastObserved &&
      t('scorecard.checks.lastObserved', {
        state: t(`states.${lastObserved}`),
      }),
  ].filter(Boolean);
  return (
    <>
      {marks.map(mark => (
        <Chip
          key={String(mark)}
          size="small"
          variant="outlined"
          label={mark}
          sx={{ m: 0, height: 20 }}
        />
      ))}
    </>
  );
}
