import { useParams } from 'react-router-dom';
import { useText } from '../../hooks';
import { Loading, Problem } from '../shared';
import { ReviewView } from './ReviewView';
import { useReview } from './useReview';

/** The page of one review. */
export function ReviewPage() {
  const t = useText();
  const { id = '' } = useParams();
  const { read, error, refresh, accept } = useReview(id);
  if (!read) {
    return error ? (
      <Problem error={error} onRetry={refresh} />
    ) : (
      <Loading label={t('review.loading')} blocks={[64, 120, 200, 240]} />
    );
  }
  return (
    <>
      {error && <Problem error={error} onRetry={refresh} outdated />}
      <ReviewView read={read} accept={accept} />
    </>
  );
}
