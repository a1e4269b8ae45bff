import type { ReviewRecord } from '@goldenpath/backstage-plugin-production-readiness-common';

/** Hands the log of a review to the browser as a JSON file, in the form that `firstBrokenLink` checks. */
export function downloadLog({ id, events }: ReviewRecord): void {
  const json = JSON.stringify({ id, events }, undefined, 2);
  const url = URL.createObjectURL(
    new Blob([json], { type: 'application/json' }),
  );
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `review-${id}.json`;
  anchor.click();
  URL.revokeObjectURL(url);
}
