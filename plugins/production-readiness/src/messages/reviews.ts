/** The list of reviews, the form that opens one, and the review page. */
export const reviewsMessages = {
  title: 'Reviews',
  caption: 'Readiness reviews',
  loading: 'Loading the reviews',
  open: 'New review',
  service: 'Service',
  review: 'Review',
  trigger: 'Trigger',
  teams: 'Teams',
  target: 'Target',
  opened: 'Opened',
  verdict: 'Verdict',
  fromTo: '{{giving}} to {{receiving}}',
  empty: 'No review has been opened yet',
  emptyText:
    'A review freezes the scorecard of a service as evidence. Both teams sign it, and the verdict is computed.',
  noMatch: 'No review matches the filter',
  clear: 'Clear the filter',
} as const;

export const newReviewMessages = {
  title: 'New review',
  intro:
    'Opening a review freezes the scorecard with its commit. What is signed is this evidence, not what the repository becomes later.',
  service: 'Service',
  trigger: 'Trigger',
  givingOwner: 'The owner of the service gives it: {{owner}}.',
  receiving: 'Receiving team',
  receivingHint: 'The team that will answer for the service.',
  target: 'Target level',
  targetHint: 'The level that the service must have reached.',
  submit: 'Open the review',
  submitting: 'Opening…',
  failed: 'The review was not opened',
  opened: 'The review is open',
  sameTeam: 'The receiving team must differ from the giving team.',
  denied: 'You are not allowed to open a review.',
  preview: {
    title: 'What will be frozen',
    choose: 'Choose a service to see what its review would rest on.',
    loading: 'Loading the scorecard',
    none: 'The service has no scorecard yet. Evaluate it before you open a review.',
    evaluated: 'Evaluated {{time}}',
    satisfied:
      'All checks up to {{level}} are satisfied; the review will await signatures.',
    noGo: 'As it stands, the review would be a no-go:',
  },
} as const;
