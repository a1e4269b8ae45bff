/** Where the tab stands below the page of an entity. */
export const readinessTabPath = '/readiness';
