/** The table of services and the rubric page. */
export const servicesMessages = {
  title: 'Services',
  caption: 'Services with their readiness level',
  loading: 'Loading the services',
  level: 'Level',
  owner: 'Owner',
  service: 'Service',
  blockers: 'Open blockers',
  checks: 'Checks',
  evaluated: 'Evaluated',
  never: 'Not yet',
  none: 'None',
  noOwner: 'No owner',
  evaluationFailed: 'Evaluation failed',
  evaluating: 'Evaluating',
  counts:
    '{{pass}} pass, {{fail}} fail, {{unknown}} unknown, {{stale}} stale, {{exempt}} exempt, {{na}} not applicable',
  empty: 'No service has been evaluated yet',
  emptyText:
    'Every component of the catalog appears here with its first evaluation. Create a service from a golden path, or register one.',
  noMatch: 'No service matches the filter',
  clear: 'Clear the filter',
} as const;

export const rubricMessages = {
  title: 'Rubric',
  loading: 'Loading the rubric',
  version: 'Version {{version}}',
  hash: 'Content hash {{hash}}',
  search: 'Filter checks',
  level: 'Level',
  checks_one: '{{count}} check',
  checks_other: '{{count}} checks',
  none: 'No check matches the filter',
  link: 'Link to {{title}}',
  notExemptable: 'Never exempt',
  methods: 'Settled by',
  methodNames: {
    repository: 'repository',
    catalog: 'catalog',
    live: 'live system',
    attestation: 'attestation',
  },
} as const;
