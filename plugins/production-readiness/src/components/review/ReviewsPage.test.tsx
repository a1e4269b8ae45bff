import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  backendWith,
  backendWithReview,
} from '../../__testUtils__/backendWith';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { mixedScorecard } from '../../__testUtils__/scorecards';

describe('the list of reviews', () => {
  it('shows each with its verdict, and filters by what the URL says', async () => {
    const user = userEvent.setup();
    const { backend } = await backendWithReview(mixedScorecard);
    const { container } = renderPortal('/readiness/reviews', { backend });
    const table = within(
      await screen.findByRole('table', { name: 'Readiness reviews' }),
    );
    expect(
      table.getByRole('link', { name: 'Team handoff: checkout' }),
    ).toHaveAttribute('href', '/readiness/reviews/r1');
    expect(table.getByText('No-go')).toBeVisible();
    // A narrow screen has no column for it.
    expect(table.getByRole('rowheader')).toHaveTextContent(/just now|ago$/);
    await expectAccessible(container);
    await user.click(screen.getByRole('combobox', { name: 'Trigger' }));
    await user.click(screen.getByRole('option', { name: 'Quarterly' }));
    expect(
      await screen.findByText('No review matches the filter'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('says that there is none yet', async () => {
    renderPortal('/readiness/reviews', { backend: backendWith({}) });
    expect(
      await screen.findByText('No review has been opened yet'),
    ).toBeVisible();
  });
});
