import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServiceUnavailableError } from '@backstage/errors';
import { ada } from '../../__testUtils__/exampleCatalog';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { InMemoryProductionReadiness } from '../../__testUtils__/InMemoryProductionReadiness';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { mixedScorecard, scorecardOf } from '../../__testUtils__/scorecards';

function emptyBackend() {
  return new InMemoryProductionReadiness(ada);
}

function backendWithServices() {
  const idle = { state: 'idle' as const };
  const evaluatedAt = '2026-01-05T10:00:00Z';
  const ref = (name: string) => `component:default/${name}`;
  return emptyBackend()
    .add({
      entityRef: ref('checkout'),
      evaluation: idle,
      evaluatedAt,
      scorecard: mixedScorecard,
    })
    .add(
      {
        entityRef: ref('search'),
        evaluation: { state: 'failed', error: '401' },
        evaluatedAt,
        scorecard: scorecardOf('L3'),
      },
      'group:default/platform-operations',
    )
    .add({ entityRef: ref('fresh'), evaluation: idle });
}

function rowOf(name: string) {
  return within(screen.getByRole('row', { name: new RegExp(`^${name}`) }));
}

describe('the services page', () => {
  it('lists services with level, blockers and counts, each leading to its scorecard', async () => {
    const { container } = renderPortal('/readiness', {
      backend: backendWithServices(),
    });
    await screen.findByRole('table', {
      name: 'Services with their readiness level',
    });
    const checkout = rowOf('checkout');
    expect(checkout.getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/readiness',
    );
    expect(checkout.getByText('L1 MVP')).toBeVisible();
    expect(checkout.getByText('28 of 57')).toBeVisible();
    expect(checkout.getByRole('img')).toHaveAccessibleName(
      '27 pass, 27 fail, 1 unknown, 1 stale, 1 exempt, 1 not applicable',
    );
    expect(
      within(
        checkout.getAllByRole('list', { name: 'Open blockers' })[0],
      ).getAllByRole('listitem'),
    ).toHaveLength(1);
    // A narrow screen shows the name and the level only.
    expect(rowOf('search').getByRole('rowheader')).toHaveTextContent(
      'Evaluation failed',
    );
    expect(rowOf('search').getAllByText('Evaluation failed')).toHaveLength(2);
    expect(rowOf('fresh').getAllByText('Not yet')).not.toHaveLength(0);
    await expectAccessible(container);
  });

  it('filters by level and owner', async () => {
    const user = userEvent.setup();
    renderPortal('/readiness/services?level=L3', {
      backend: backendWithServices(),
    });
    await screen.findByRole('table');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await user.type(screen.getByRole('combobox', { name: 'Owner' }), 'paym');
    await user.click(await screen.findByRole('option', { name: /Payments/ }));
    expect(
      await screen.findByText('No service matches the filter'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    await screen.findByRole('table');
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });

  it('loads one page after the other', async () => {
    const user = userEvent.setup();
    const backend = emptyBackend();
    for (let index = 1; index <= 25; index += 1) {
      backend.add({
        entityRef: `component:default/service-${index}`,
        evaluation: { state: 'idle' },
      });
    }
    renderPortal('/readiness', { backend });
    await screen.findByRole('table');
    expect(screen.getAllByRole('row')).toHaveLength(21);
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('service-25')).toBeVisible();
    expect(screen.getAllByRole('row')).toHaveLength(26);
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });

  it('says why there is nothing to see', async () => {
    const user = userEvent.setup();
    const backend = emptyBackend();
    const list = jest
      .spyOn(backend, 'listServices')
      .mockRejectedValue(new ServiceUnavailableError('The database is away.'));
    renderPortal('/readiness', { backend });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    list.mockRestore();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('No service has been evaluated yet'),
    ).toBeVisible();
  });
});
