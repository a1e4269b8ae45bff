import { shown } from './layout.mjs';

/** What the terminal says when the portal is there: where it is and what to try first. */
export function welcome({ settings, url, seconds }) {
  const { forgePort, data, logs } = settings;
  const forge = `http://localhost:${forgePort}`;
  return `
  Golden Path is ready after ${seconds.toFixed(0)} s

      ${url}

  Try first
    1. Sign in as a member of Checkout.
    2. Open Catalog, then a service, then its Readiness tab.
    3. Create a service on the Create page, and watch its scorecard appear.
    4. git clone ${forge}/example/payments.git
       Push a change, and see the level follow.

  Local Git host  ${forge}
  Data            ${shown(data)}   npm run reset empties it
  Logs            ${shown(logs)}
  Ctrl-C ends everything.
`;
}
