import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { backendWith, entityRef } from '../../__testUtils__/backendWith';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { scorecardOf } from '../../__testUtils__/scorecards';

const path = '/catalog/default/component/checkout/readiness';

describe('the readiness tab when something is missing', () => {
  it('keeps the last good scorecard beside a failed evaluation', async () => {
    const { container } = renderPortal(path, {
      backend: backendWith({
        scorecard: scorecardOf('L2'),
        evaluation: { state: 'failed', error: 'The host answered 401.' },
      }),
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The last evaluation failed');
    expect(alert).toHaveTextContent('The host answered 401.');
    expect(
      screen.getByRole('heading', { name: 'Readiness level: L2 Stable' }),
    ).toBeVisible();
    await expectAccessible(container);
  });

  it('offers the first evaluation where there is none', async () => {
    const user = userEvent.setup();
    const backend = backendWith({ evaluatedAt: undefined });
    const { container } = renderPortal(path, { backend });
    const button = await screen.findByRole('button', { name: 'Evaluate now' });
    await waitFor(() => expect(button).toBeEnabled());
    await expectAccessible(container);
    await user.click(button);
    expect(
      await screen.findByText('The first evaluation is under way'),
    ).toBeVisible();
    backend.finishEvaluation(entityRef, scorecardOf('L1'));
    expect(
      await screen.findByRole('heading', { name: 'Readiness level: L1 MVP' }),
    ).toBeVisible();
  });

  it('says so to those who may not read the scorecard, and tries again when asked', async () => {
    const user = userEvent.setup();
    const backend = backendWith({ scorecard: scorecardOf('L1') });
    const get = jest
      .spyOn(backend, 'getScorecard')
      .mockRejectedValue(new NotAllowedError('No access to checkout.'));
    const { container } = renderPortal(path, { backend });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You are not allowed to see this');
    expect(within(alert).getByText('No access to checkout.')).toBeVisible();
    expect(within(alert).getByText(/^Reading a scorecard needs/)).toBeVisible();
    await expectAccessible(container);
    get.mockRestore();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'Readiness level: L1 MVP' }),
    ).toBeVisible();
  });

  it('keeps what it has when the backend cannot be reached any more', async () => {
    jest.useFakeTimers();
    try {
      const backend = backendWith({ scorecard: scorecardOf('L1') });
      renderPortal(path, { backend });
      await screen.findByRole('heading', { name: 'Readiness level: L1 MVP' });
      jest
        .spyOn(backend, 'getScorecard')
        .mockRejectedValue(new Error('Failed to fetch'));
      await act(() => jest.advanceTimersByTimeAsync(5_000));
      expect(screen.getByRole('alert')).toHaveTextContent('Failed to fetch');
      expect(
        screen.getByRole('heading', { name: 'Readiness level: L1 MVP' }),
      ).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not offer what the signed-in person may not do', async () => {
    const earlier = renderPortal(path, {
      backend: backendWith({ scorecard: scorecardOf('L1') }),
    });
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Evaluate again' }),
      ).toBeEnabled(),
    );
    earlier.unmount();
    renderPortal(path, {
      backend: backendWith({ scorecard: scorecardOf('L1') }),
      denied: [
        'production-readiness.evaluation.create',
        'production-readiness.review.create',
      ],
    });
    await screen.findByRole('heading', { name: 'Readiness level: L1 MVP' });
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Evaluate again' }),
      ).toBeDisabled(),
    );
    expect(screen.getByRole('link', { name: 'Hand over' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    // In words on the page: a finger has nothing to hover with.
    expect(
      screen.getByText('You are not allowed to start an evaluation.'),
    ).toBeVisible();
    expect(
      screen.getByText('You are not allowed to open a review.'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Evaluate again' }),
    ).toHaveAccessibleDescription(
      'You are not allowed to start an evaluation.',
    );
  });

  it('tells a service that the backend does not know', async () => {
    const backend = backendWith({});
    jest
      .spyOn(backend, 'getScorecard')
      .mockRejectedValue(new NotFoundError('No service checkout.'));
    renderPortal(path, { backend });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is nothing here',
    );
  });
});
