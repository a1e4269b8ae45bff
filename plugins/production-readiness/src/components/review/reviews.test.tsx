import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { firstBrokenLink } from '@goldenpath/backstage-plugin-production-readiness-common';
import type { Scorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ada, bo } from '../../__testUtils__/exampleCatalog';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { InMemoryProductionReadiness } from '../../__testUtils__/InMemoryProductionReadiness';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { mixedScorecard, scorecardOf } from '../../__testUtils__/scorecards';

const entityRef = 'component:default/checkout';
const receivingTeam = 'group:default/platform-operations';

function backendWith(scorecard?: Scorecard) {
  return new InMemoryProductionReadiness(ada).add({
    entityRef,
    evaluation: { state: 'idle' },
    evaluatedAt: '2026-01-05T10:00:00Z',
    scorecard,
  });
}

async function backendWithReview(scorecard: Scorecard) {
  const backend = backendWith(scorecard);
  const { id } = await backend.openReview({
    entityRef,
    trigger: 'team-handoff',
    receivingTeam,
  });
  return { backend, path: `/readiness/reviews/${id}`, id };
}

async function verdict() {
  return within(await screen.findByRole('region', { name: 'Verdict' }));
}

describe('opening a review', () => {
  it('freezes the scorecard for the chosen team', async () => {
    const user = userEvent.setup();
    const backend = backendWith(scorecardOf('L2'));
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
      backend: backendWith(mixedScorecard),
    });
    expect(
      await screen.findByText(
        'Blocker runbooks: docs/runbook.md has headings and no steps.',
      ),
    ).toBeVisible();
  });

  it('keeps the form with the reason when the backend refuses', async () => {
    const user = userEvent.setup();
    const backend = backendWith(scorecardOf('L2'));
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
      backend: backendWith(),
    });
    expect(
      await screen.findByText(
        'Choose a service to see what its review would rest on.',
      ),
    ).toBeVisible();
  });
});

describe('a review', () => {
  it('is signed from both sides and becomes a go', async () => {
    const user = userEvent.setup();
    const { backend, path } = await backendWithReview(scorecardOf('L2'));
    const giving = renderPortal(path, { backend });
    await user.click(await screen.findByRole('button', { name: 'Sign' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Sign the review' }),
    );
    expect(dialog.getAllByRole('radio')).toHaveLength(1);
    await expectAccessible(screen.getByRole('dialog'));
    await user.type(
      dialog.getByRole('textbox', { name: /Comment/ }),
      'Two weeks of shadowing.',
    );
    await user.click(dialog.getByRole('button', { name: 'Sign' }));
    expect(await screen.findByText('Two weeks of shadowing.')).toBeVisible();
    expect(
      (await verdict()).getByText('The receiving team has not signed yet.'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Sign' }),
    ).not.toBeInTheDocument();
    await expectAccessible(giving.container);
    giving.unmount();

    backend.actor = bo;
    renderPortal(path, { backend });
    await user.click(await screen.findByRole('button', { name: 'Sign' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Sign',
      }),
    );
    expect(await (await verdict()).findByText('Go')).toBeVisible();
    expect(
      screen.getByText('Verified: 3 entries, chain unbroken'),
    ).toBeVisible();
  });

  it('shows a no-go with the blocker and its evidence', async () => {
    const { backend, path } = await backendWithReview(mixedScorecard);
    const { container } = renderPortal(path, { backend });
    expect((await verdict()).getByText('No-go')).toBeVisible();
    const evidence = within(
      screen.getByRole('region', { name: 'Frozen scorecard' }),
    );
    expect(
      evidence.getByText('4 checks up to L2 Stable are not satisfied'),
    ).toBeVisible();
    expect(
      evidence.getAllByRole('link', { name: /docs\/runbook\.md:1/ })[0],
    ).toHaveAttribute('href', expect.stringContaining('docs/runbook.md#L1'));
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 58 results' }),
    );
    expect(screen.getByRole('table', { name: 'All results' })).toBeVisible();
    await expectAccessible(container);
  });

  it('becomes a go again when the fix is frozen', async () => {
    const user = userEvent.setup();
    const { backend, path } = await backendWithReview(mixedScorecard);
    backend.finishEvaluation(entityRef, scorecardOf('L2'));
    renderPortal(path, { backend });
    await user.click(
      await screen.findByRole('button', { name: 'Freeze again' }),
    );
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Freeze again',
      }),
    );
    expect(
      await (await verdict()).findByText('Awaiting signatures'),
    ).toBeVisible();
  });

  it('takes a condition in the place of an open check until it is met', async () => {
    const user = userEvent.setup();
    const { backend, path, id } = await backendWithReview(
      scorecardOf('L2', { 'alerting-rules': { state: 'fail' } }),
    );
    const giving = renderPortal(path, { backend });
    await user.click(
      await screen.findByRole('button', { name: 'Add condition' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('combobox', { name: 'Stands in for' }));
    await user.click(
      screen.getByRole('option', { name: /Alerts with thresholds/ }),
    );
    await user.click(dialog.getByRole('button', { name: 'Add condition' }));
    expect(
      await screen.findByText('A condition stands in for it'),
    ).toBeVisible();
    giving.unmount();

    await backend.signReview(id, { role: 'giving' });
    backend.actor = bo;
    await backend.signReview(id, { role: 'receiving' });
    renderPortal(path, { backend });
    expect((await verdict()).getByText('Conditional go')).toBeVisible();
    await user.click(
      await screen.findByRole('button', {
        name: 'Mark as met: Alerts with thresholds and severity exist',
      }),
    );
    const meet = within(await screen.findByRole('dialog'));
    expect(meet.getByRole('button', { name: 'Mark as met' })).toBeDisabled();
    await user.type(
      meet.getByRole('textbox', { name: /How it was met/ }),
      'Merged in !42',
    );
    await user.click(meet.getByRole('button', { name: 'Mark as met' }));
    expect(await (await verdict()).findByText('Go')).toBeVisible();
  });

  it('offers nothing to a person of neither team', async () => {
    const { backend, path } = await backendWithReview(scorecardOf('L2'));
    backend.actor = {
      userRef: 'user:default/cy',
      ownershipRefs: ['user:default/cy'],
    };
    renderPortal(path, { backend });
    await verdict();
    for (const name of ['Sign', 'Freeze again', 'Add condition', 'Withdraw']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    expect(screen.getByRole('button', { name: 'Print' })).toBeVisible();
  });

  it('keeps the dialog with the reason when a signature is refused', async () => {
    const user = userEvent.setup();
    const { backend, path } = await backendWithReview(scorecardOf('L2'));
    jest
      .spyOn(backend, 'signReview')
      .mockRejectedValue(
        new ConflictError('The giving team has signed already'),
      );
    renderPortal(path, { backend });
    await user.click(await screen.findByRole('button', { name: 'Sign' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Sign' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The signature was not accepted: The giving team has signed already',
    );
  });

  it('is withdrawn with a reason', async () => {
    const user = userEvent.setup();
    const { backend, path } = await backendWithReview(scorecardOf('L2'));
    renderPortal(path, { backend });
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'The team stays.',
    );
    await user.click(dialog.getByRole('button', { name: 'Withdraw' }));
    expect(await (await verdict()).findByText('Withdrawn')).toBeVisible();
    expect(
      screen.getByText('Withdrew the review: The team stays.'),
    ).toBeVisible();
  });

  it('tells a log that was tampered with', async () => {
    const { backend, path, id } = await backendWithReview(scorecardOf('L2'));
    const [first] = backend.logs.get(id)!;
    backend.logs.set(id, [
      { ...first, event: { ...first.event, at: '2020-01-01T00:00:00Z' } },
    ]);
    renderPortal(path, { backend });
    expect(
      await screen.findByText('Entry 1 is not what was recorded'),
    ).toBeVisible();
  });

  it('is printed, and its log downloaded in a form that can be checked', async () => {
    const user = userEvent.setup();
    const { backend, path } = await backendWithReview(scorecardOf('L2'));
    const print = jest.spyOn(window, 'print').mockImplementation();
    const files: Blob[] = [];
    URL.createObjectURL = jest.fn(file => {
      files.push(file as Blob);
      return 'blob:log';
    });
    URL.revokeObjectURL = jest.fn();
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation();
    renderPortal(path, { backend });
    await user.click(await screen.findByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Download the log' }));
    const text = await files[0].text();
    expect(firstBrokenLink(JSON.parse(text).events)).toBeUndefined();
    jest.restoreAllMocks();
  });
});

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
    renderPortal('/readiness/reviews', { backend: backendWith() });
    expect(
      await screen.findByText('No review has been opened yet'),
    ).toBeVisible();
  });
});
