import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { backendWith, entityRef } from '../../__testUtils__/backendWith';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { mixedScorecard, scorecardOf } from '../../__testUtils__/scorecards';

async function verdict() {
  return within(await screen.findByRole('region', { name: 'Verdict' }));
}

describe('opening a review', () => {
  it('freezes the scorecard for the chosen team', async () => {
    const user = userEvent.setup();
    const backend = backendWith({ scorecard: scorecardOf('L2') });
    const { container } = renderPortal(
      `/readiness/reviews/new?entity=${entityRef}&trigger=team-handoff`,
      { backend },
    );
    expect(
      await screen.findByText(/All checks up to L2 Stable are satisfied/),
    ).toBeVisible();
    expect(screen.getByRole('combobox', { name: /^Service/ })).toHaveValue(
      'checkout',
    );
    expect(
      screen.getByRole('button', { name: 'Open the review' }),
    ).toBeDisabled();
    await expectAccessible(container);

    const team = screen.getByRole('combobox', { name: /^Receiving team/ });
    await user.type(team, 'platform-op');
    await user.click(
      await screen.findByRole('option', {
        name: 'Platform Operations (platform-operations)',
      }),
    );
    const open = screen.getByRole('button', { name: 'Open the review' });
    await waitFor(() => expect(open).toBeEnabled());
    await user.click(open);

    expect(
      await screen.findByRole('heading', { name: 'Team handoff: checkout' }),
    ).toBeVisible();
    expect((await verdict()).getByText('Awaiting signatures')).toBeVisible();
  });

  it('says before it opens what would make it a no-go', async () => {
    renderPortal(`/readiness/reviews/new?entity=${entityRef}`, {
      backend: backendWith({ scorecard: mixedScorecard }),
    });
    expect(
      await screen.findByText(
        'Blocker runbooks: docs/runbook.md has headings and no steps.',
      ),
    ).toBeVisible();
  });

  it('keeps the form with the reason when the backend refuses', async () => {
    const user = userEvent.setup();
    const backend = backendWith({ scorecard: scorecardOf('L2') });
    jest
      .spyOn(backend, 'openReview')
      .mockRejectedValue(new NotAllowedError('Only members of payments.'));
    renderPortal(`/readiness/reviews/new?entity=${entityRef}`, { backend });
    await user.type(
      await screen.findByRole('combobox', { name: /^Receiving team/ }),
      'platform-op',
    );
    await user.click(await screen.findByRole('option', { name: /Platform/ }));
    await user.click(screen.getByRole('button', { name: 'Open the review' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The review was not opened: Only members of payments.',
    );
  });

  it('survives a URL that names no entity', async () => {
    renderPortal('/readiness/reviews/new?entity=%%%&trigger=nonsense', {
      backend: backendWith({}),
    });
    expect(
      await screen.findByText(
        'Choose a service to see what its review would rest on.',
      ),
    ).toBeVisible();
  });
});
