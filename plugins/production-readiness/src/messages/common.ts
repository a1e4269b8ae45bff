/** Words that several pages use. */
export const commonMessages = {
  title: 'Readiness',
  levels: {
    below: 'Below L1',
    L1: 'MVP',
    L2: 'Stable',
    L3: 'Resilient',
    L4: 'Optimized',
  },
  level: {
    exemptions_one: '{{count}} exemption',
    exemptions_other: '{{count}} exemptions',
  },
  states: {
    pass: 'Pass',
    fail: 'Fail',
    unknown: 'Unknown',
    stale: 'Stale',
    'not-applicable': 'Not applicable',
    exempt: 'Exempt',
  },
  efforts: {
    small: 'Small effort',
    medium: 'Medium effort',
    large: 'Large effort',
  },
  verdicts: {
    go: 'Go',
    'conditional-go': 'Conditional go',
    'no-go': 'No-go',
    pending: 'Awaiting signatures',
    withdrawn: 'Withdrawn',
  },
  triggers: {
    'first-deploy': 'First deploy',
    'major-release': 'Major release',
    quarterly: 'Quarterly',
    'after-incident': 'After an incident',
    'dependency-upgrade': 'Dependency upgrade',
    'team-handoff': 'Team handoff',
  },
  mark: { blocker: 'Blocker' },
  evidence: { label: 'Evidence', more: 'and {{total}} more' },
  problem: {
    retry: 'Try again',
    forbidden: 'You are not allowed to see this',
    forbiddenHint:
      'Reading a scorecard needs the permission to read its catalog entity. Ask the owner of the service or your platform team.',
    notFound: 'There is nothing here',
    failed: 'This could not be loaded',
    outdated:
      'The latest state could not be read. What you see may be out of date.',
  },
  picker: {
    loading: 'Searching…',
    none: 'Nothing in the catalog matches',
    failed: 'The catalog could not be searched: {{reason}}',
  },
  time: { now: 'just now' },
  dialog: { cancel: 'Cancel' },
  list: { loadMore: 'Load more', loading: 'Loading' },
  filter: { all: 'All' },
} as const;
