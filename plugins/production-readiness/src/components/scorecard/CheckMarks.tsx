import { isSatisfied } from '@goldenpath/backstage-plugin-production-readiness-common';
import type { Result } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { Mark } from '../shared';

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
        <Mark
          key={String(mark)}
          label={String(mark)}
          alarming={mark === t('mark.blocker') && !isSatisfied(result)}
        />
      ))}
    </>
  );
}
