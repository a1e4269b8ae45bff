import { screen } from '@testing-library/react';
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
      screen.getByText(
        'Runbooks for the top failure scenarios (Medium effort)',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Show the scorecard' }),
    ).toHaveAttribute('href', path);
  });
});
