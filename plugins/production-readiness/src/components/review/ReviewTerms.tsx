import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useText } from '../../hooks';
import { useReadinessTabLink } from '../scorecard/useReadinessTabLink';
import { EntityName, ExactTime, Facts, levelText, Section } from '../shared';
import { ReadReview } from './useReview';

/** What was agreed when the review was opened. */
export function ReviewTerms({ read: { review } }: { read: ReadReview }) {
  const t = useText();
  const tabLink = useReadinessTabLink();
  return (
    <Section title={t('review.terms.title')}>
      <Facts
        facts={[
          [
            t('review.terms.service'),
            <Link key="service" to={tabLink(review.entityRef)}>
              <EntityName entityRef={review.entityRef} />
            </Link>,
          ],
          [
            t('review.terms.giving'),
            <EntityRefLink
              key="giving"
              entityRef={review.givingTeam}
              disableTooltip
            />,
          ],
          [
            t('review.terms.receiving'),
            <EntityRefLink
              key="receiving"
              entityRef={review.receivingTeam}
              disableTooltip
            />,
          ],
          [t('review.terms.trigger'), t(`triggers.${review.trigger}`)],
          [t('review.terms.target'), levelText(t, review.targetLevel)],
          [
            t('review.terms.opened'),
            t('review.terms.openedBy', {
              time: <ExactTime key="time" at={review.openedAt} />,
              by: <EntityName key="by" entityRef={review.openedBy} />,
            }),
          ],
        ]}
      />
    </Section>
  );
}
