import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ada } from '../../__testUtils__/exampleCatalog';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { InMemoryProductionReadiness } from '../../__testUtils__/InMemoryProductionReadiness';
import { renderPortal } from '../../__testUtils__/renderPortal';

describe('the rubric page', () => {
  it('explains every check by level and area, and leads to the one that the URL names', async () => {
    const scrolled: Element[] = [];
    Element.prototype.scrollIntoView = function scroll() {
      scrolled.push(this);
    };
    const user = userEvent.setup();
    const { container } = renderPortal('/readiness/rubric#check-runbooks', {
      backend: new InMemoryProductionReadiness(ada),
    });
    const stable = within(
      await screen.findByRole('region', { name: 'L2 Stable' }),
    );
    expect(
      stable.getByRole('heading', { level: 4, name: 'Operational readiness' }),
    ).toBeVisible();
    expect(scrolled.map(({ id }) => id)).toEqual(['check-runbooks']);
    await expectAccessible(container);

    await user.type(
      screen.getByRole('searchbox', { name: 'Filter checks' }),
      'predict',
    );
    expect(
      screen
        .getAllByRole('heading', { level: 5 })
        .map(({ textContent }) => textContent),
    ).toEqual(['Alerts look ahead']);
    // Where the filter is, not below all checks.
    const count = screen.getByText(/^1 of \d+ checks$/);
    expect(
      screen
        .getByRole('heading', { name: 'Alerts look ahead' })
        .compareDocumentPosition(count),
    ).toBe(Node.DOCUMENT_POSITION_PRECEDING);
  });
});
