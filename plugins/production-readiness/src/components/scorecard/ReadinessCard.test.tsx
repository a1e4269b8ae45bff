import { screen, within } from '@testing-library/react';
import { backendWith } from '../../__testUtils__/backendWith';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { mixedScorecard } from '../../__testUtils__/scorecards';

const path = '/catalog/default/component/checkout/readiness';

describe('the readiness card', () => {
  it('shows level, blockers and the next step on the overview', async () => {
    renderPortal('/catalog/default/component/checkout', {
      backend: backendWith({ scorecard: mixedScorecard }),
    });
    expect(await screen.findByText('L1 MVP')).toBeVisible();
    expect(
      within(
        await screen.findByRole('list', { name: 'Open blockers' }),
      ).getByText('Runbooks for the top failure scenarios'),
    ).toBeVisible();
    // What to do: the title of a check says what is so once it is done.
    expect(
      screen.getByText(/^For the five likeliest failures write/),
    ).toHaveTextContent(/\(Medium effort\)$/);
    expect(
      screen.getByRole('link', { name: 'Show the scorecard' }),
    ).toHaveAttribute('href', path);
  });
});
