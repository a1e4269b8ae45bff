import { Route } from 'react-router-dom';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { FlatRoutes } from '@backstage/core-app-api';
import { identityApiRef } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockPermissionApi,
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  EntityReadinessCard,
  EntityReadinessContent,
  productionReadinessApiRef,
  ReadinessPage,
} from './legacy';
import { ada, component, organisation } from './__testUtils__/exampleCatalog';
import { InMemoryProductionReadiness } from './__testUtils__/InMemoryProductionReadiness';
import { mixedScorecard } from './__testUtils__/scorecards';

function backendWithCheckout() {
  return new InMemoryProductionReadiness(ada).add({
    entityRef: 'component:default/checkout',
    evaluation: { state: 'idle' },
    evaluatedAt: '2026-01-05T10:00:00Z',
    scorecard: mixedScorecard,
  });
}

/** A portal of the legacy frontend system. */
function renderLegacy(path: string) {
  const checkout = component('checkout');
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [productionReadinessApiRef, backendWithCheckout()],
        [
          catalogApiRef,
          new InMemoryCatalogClient({ entities: [...organisation, checkout] }),
        ],
        [permissionApiRef, new MockPermissionApi()],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: ada.userRef,
            ownershipEntityRefs: ada.ownershipRefs,
          }),
        ],
      ]}
    >
      <FlatRoutes>
        <Route path="/readiness" element={<ReadinessPage />} />
        <Route
          path="/entity"
          element={
            <EntityProvider entity={checkout}>
              <EntityReadinessCard />
              <EntityReadinessContent />
            </EntityProvider>
          }
        />
      </FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('the plugin in the legacy frontend system', () => {
  it('has the same pages, below its own tabs', async () => {
    const user = userEvent.setup();
    await renderLegacy('/readiness');
    const table = within(
      await screen.findByRole('table', {
        name: 'Services with their readiness level',
      }),
    );
    expect(table.getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/readiness',
    );
    await user.click(screen.getByRole('tab', { name: 'Reviews' }));
    expect(
      await screen.findByText('No review has been opened yet'),
    ).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Rubric' }));
    expect(await screen.findByRole('region', { name: 'L1 MVP' })).toBeVisible();
  });

  it('has the same tab and card on an entity', async () => {
    await renderLegacy('/entity');
    expect(
      await screen.findByRole('heading', { name: 'Readiness level: L1 MVP' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Show the scorecard' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Hand over' })).toHaveAttribute(
      'href',
      expect.stringContaining('/readiness/reviews/new?entity='),
    );
  });
});
