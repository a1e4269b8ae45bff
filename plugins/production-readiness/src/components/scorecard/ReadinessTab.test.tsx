import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { backendWith, entityRef } from '../../__testUtils__/backendWith';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderPortal } from '../../__testUtils__/renderPortal';
import {
  commit,
  mixedScorecard,
  scorecardOf,
} from '../../__testUtils__/scorecards';

const path = '/catalog/default/component/checkout/readiness';

async function itemOf(check: string) {
  const heading = await screen.findByRole('heading', {
    level: 5,
    name: check,
  });
  return within(heading.closest('li')!);
}

describe('the readiness tab', () => {
  it('shows the level, why it is so, and where that was read', async () => {
    const { container } = renderPortal(path, {
      backend: backendWith({ scorecard: mixedScorecard }),
    });

    expect(
      await screen.findByRole('heading', { name: 'Readiness level: L1 MVP' }),
    ).toBeVisible();
    const ladder = within(screen.getByRole('list', { name: 'Levels' }));
    expect(
      ladder.getByRole('progressbar', { name: 'L2 Stable' }),
    ).toHaveAttribute('aria-valuetext', '18 of 22 checks');
    expect(ladder.getByText('18 of 22 checks, 1 exempt')).toBeVisible();

    const blockers = within(
      await screen.findByRole('region', { name: '1 open blocker' }),
    );
    expect(
      await blockers.findByText('Runbooks for the top failure scenarios'),
    ).toBeVisible();
    expect(
      blockers.getByRole('link', { name: /docs\/runbook\.md:1/ }),
    ).toHaveAttribute(
      'href',
      `https://git.example.com/payments/checkout/blob/${commit}/docs/runbook.md#L1`,
    );

    const steps = within(screen.getByRole('region', { name: 'Next steps' }));
    expect(
      steps.getAllByRole('heading', { level: 4 }).map(h => h.textContent),
    ).toEqual([
      'Runbooks for the top failure scenarios',
      'Every outbound call has a timeout',
      'Metrics are exposed',
      'Alerts with thresholds and severity exist',
    ]);
    expect(
      steps.getByRole('link', {
        name: 'What the check asks for: Metrics are exposed',
      }),
    ).toHaveAttribute('href', '/readiness/rubric#check-metrics-exposed');

    const metrics = await itemOf('Metrics are exposed');
    expect(metrics.getByText('Unknown')).toBeVisible();
    const alerts = await itemOf('Alerts with thresholds and severity exist');
    expect(alerts.getByText('Stale')).toBeVisible();
    expect(alerts.getByText('Last observed: Pass')).toBeVisible();
    const probe = await itemOf('A liveness probe restarts a stuck process');
    expect(probe.getByText('Inherited: chart generic-service 3')).toBeVisible();
    expect(
      (await itemOf('Secrets come from a secret store')).getByText(
        'Exemption EX-12',
      ),
    ).toBeVisible();

    expect(screen.getByRole('link', { name: 'Hand over' })).toHaveAttribute(
      'href',
      '/readiness/reviews/new?entity=component%3Adefault%2Fcheckout&trigger=team-handoff',
    );
    await expectAccessible(container);
  });

  it('counts exemptions with the level and never as a pass', async () => {
    renderPortal(path, {
      backend: backendWith({
        scorecard: scorecardOf('L2', {
          'secrets-managed': { state: 'exempt', exemption: 'EX-1' },
        }),
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Readiness level: L2 Stable, 1 exemption',
      }),
    ).toBeVisible();
  });

  it('filters and groups the checks, and explains one', async () => {
    const user = userEvent.setup();
    const { container } = renderPortal(path, {
      backend: backendWith({ scorecard: mixedScorecard }),
    });
    await user.type(
      await screen.findByRole('searchbox', { name: 'Filter checks' }),
      'generic-service',
    );
    expect(screen.getByText('1 of 58 checks')).toBeVisible();
    await user.click(
      screen.getByRole('button', {
        name: 'Details of A liveness probe restarts a stuck process',
      }),
    );
    expect(await screen.findByText('Criterion')).toBeVisible();
    await expectAccessible(container);

    await user.clear(screen.getByRole('searchbox', { name: 'Filter checks' }));
    await user.click(screen.getByRole('combobox', { name: 'State' }));
    await user.click(screen.getByRole('option', { name: 'Unknown' }));
    expect(screen.getByText('1 of 58 checks')).toBeVisible();
    await user.click(screen.getByRole('combobox', { name: 'Level' }));
    await user.click(screen.getByRole('option', { name: 'L1 MVP' }));
    expect(screen.getByText('No check matches the filter')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    await user.click(screen.getByRole('combobox', { name: 'Group by' }));
    await user.click(screen.getByRole('option', { name: 'Level' }));
    expect(
      screen.getByRole('heading', { level: 4, name: 'L4 Optimized' }),
    ).toBeVisible();
  });

  it('evaluates again, and shows the new level when that is done', async () => {
    const user = userEvent.setup();
    const backend = backendWith({ scorecard: mixedScorecard });
    renderPortal(path, { backend });
    const button = await screen.findByRole('button', {
      name: 'Evaluate again',
    });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);

    expect(
      await screen.findByRole('button', { name: 'Evaluating…' }),
    ).toBeDisabled();
    expect(screen.getByText('Waiting for evaluation…')).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Readiness level: L1 MVP' }),
    ).toBeVisible();

    backend.finishEvaluation(entityRef, scorecardOf('L3'));
    expect(
      await screen.findByRole('heading', {
        name: 'Readiness level: L3 Resilient',
      }),
    ).toBeVisible();
    expect(screen.getByText('Evaluation finished: L3 Resilient')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Evaluate again' }),
    ).toBeEnabled();
  });

  it('shows a push by itself', async () => {
    jest.useFakeTimers();
    try {
      const backend = backendWith({ scorecard: scorecardOf('L2') });
      renderPortal(path, { backend });
      await screen.findByRole('heading', {
        name: 'Readiness level: L2 Stable',
      });
      backend.finishEvaluation(entityRef, scorecardOf(undefined));
      await act(() => jest.advanceTimersByTimeAsync(5_000));
      expect(
        screen.getByRole('heading', { name: 'Readiness level: Below L1' }),
      ).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });
});
