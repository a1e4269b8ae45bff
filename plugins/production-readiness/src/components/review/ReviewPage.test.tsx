import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConflictError } from '@backstage/errors';
import { firstBrokenLink } from '@goldenpath/backstage-plugin-production-readiness-common';
import { backendWithReview, entityRef } from '../../__testUtils__/backendWith';
import { bo } from '../../__testUtils__/exampleCatalog';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { mixedScorecard, scorecardOf } from '../../__testUtils__/scorecards';

async function verdict() {
  return within(await screen.findByRole('region', { name: 'Verdict' }));
}

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
    expect(
      await screen.findByText(/The service has moved on since: L2 Stable/),
    ).toBeVisible();
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

  it('warns of a service that has fallen behind its go', async () => {
    const { backend, path, id } = await backendWithReview(scorecardOf('L2'));
    await backend.signReview(id, { role: 'giving' });
    backend.actor = bo;
    await backend.signReview(id, { role: 'receiving' });
    const lost = { runbooks: { state: 'fail', reason: 'Gone.' } } as const;
    backend.add({
      entityRef,
      evaluation: { state: 'idle' },
      scorecard: scorecardOf('L2', lost),
    });
    backend.clock = () => new Date('2020-01-02T00:00:00Z');
    backend.watch(id);
    const { container } = renderPortal(path, { backend });
    expect(await (await verdict()).findByText('Go')).toBeVisible();
    const region = screen.getByRole('region', { name: 'Alarm' });
    // Whoever opens the page must not take the go above it for what holds now.
    expect(
      screen
        .getByRole('region', { name: 'Verdict' })
        .compareDocumentPosition(region),
    ).toBe(Node.DOCUMENT_POSITION_PRECEDING);
    const alarm = within(region);
    expect(
      alarm.getByRole('heading', {
        name: 'The service is no longer what this review agreed',
      }),
    ).toBeVisible();
    expect(await alarm.findByRole('listitem')).toHaveTextContent(
      'Runbooks for the top failure scenariosBlocker',
    );
    expect(region).toHaveTextContent(/Raised .+ 2020, .+ These checks were/);
    expect(
      alarm.getByRole('link', { name: 'Show the scorecard' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout/readiness');
    expect(
      screen.getByText(
        'The service is no longer what was agreed; not satisfied: Runbooks for the top failure scenarios',
      ),
    ).toBeVisible();
    expect(screen.getByText(/the portal/)).toBeVisible();
    await expectAccessible(container);
  });

  it('says until when a go stood that has run out', async () => {
    const { backend, path, id } = await backendWithReview(scorecardOf('L2'));
    backend.clock = () => new Date('2020-01-01T00:00:00Z');
    await backend.signReview(id, { role: 'giving' });
    backend.actor = bo;
    await backend.signReview(id, { role: 'receiving' });
    renderPortal(path, { backend });
    expect(
      await (await verdict()).findByText(/^It stood until \w+ \d+, 2020\.$/),
    ).toBeVisible();
  });

  it('names what each result rests on beside its check', async () => {
    const user = userEvent.setup();
    const { backend, path } = await backendWithReview(mixedScorecard);
    renderPortal(path, { backend });
    await user.click(await screen.findByRole('button', { name: /^Show all/ }));
    const row = within(
      screen.getByRole('row', { name: /Runbooks for the top/ }),
    );
    const [, check, state] = row.getAllByRole('cell');
    expect(check).toHaveTextContent(
      'Runbooks for the top failure scenariosdocs/runbook.md has headings and no steps.docs/runbook.md:1',
    );
    expect(state).toHaveTextContent('Fail');
    expect(row.getAllByRole('cell')).toHaveLength(3);
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
