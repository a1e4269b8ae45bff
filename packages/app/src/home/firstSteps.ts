/** What to try first, in an order that shows the idea. */
export const firstSteps = [
  {
    title: 'See where a service stands',
    text: 'Open a service of the example organisation and its Readiness tab: its level, each check with its reason, and the file and line behind it.',
    link: { to: '/catalog?filters[kind]=component', label: 'Open the catalog' },
  },
  {
    title: 'Create a service that starts out ready',
    text: 'A golden path writes the repository, publishes it to the Git host and registers it here. Its scorecard is there within a minute.',
    link: { to: '/create', label: 'Choose a golden path' },
  },
  {
    title: 'Make a level fall, and rise again',
    text: 'Clone the new repository, remove its health check and push. The level follows the push, and the next steps say what to fix.',
  },
  {
    title: 'Hand a service over',
    text: 'Open a handoff review with a receiving team, sign for one side, sign in as somebody of the other team and sign there. The verdict is computed.',
  },
];
