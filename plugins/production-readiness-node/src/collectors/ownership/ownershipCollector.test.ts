import { factsOf, itemsOf } from '../../__testUtils__/factsOf';
import { ownershipCollector } from './ownershipCollector';

const component = (name: string, owner: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\n  annotations:\n    pagerduty.com/service-id: P1\n  links:\n    - url: https://grafana/x\n      type: dashboard\nspec:\n  type: service\n  lifecycle: production\n  owner: ${owner}\n`;

const ownersOf = async (
  files: Record<string, string>,
  scope = { path: '', name: 'orders' },
) =>
  (await itemsOf(ownershipCollector(), 'ownership', files, scope)).map(
    ({ at, by, owner }) => `${at} ${by} ${owner}`,
  );

describe('ownershipCollector', () => {
  it('reads the component of the service, with what it links to', async () => {
    const facts = await factsOf(
      ownershipCollector(),
      {
        'catalog-info.yaml': `${component(
          'stock',
          'group:stock',
        )}---\n${component('orders', 'group:shop')}`,
      },
      { path: 'services/orders', name: 'orders' },
    );
    expect(facts.collections.entity).toEqual([
      expect.objectContaining({
        name: 'orders',
        owner: 'group:shop',
        annotations: { 'pagerduty.com/service-id': 'P1' },
        links: [expect.objectContaining({ type: 'dashboard' })],
      }),
    ]);
    expect(facts.collections.ownership).toEqual([
      expect.objectContaining({
        by: 'catalog-info',
        owner: 'group:shop',
        source: { path: 'catalog-info.yaml', line: 27 },
      }),
    ]);
  });

  it.each(['unknown', 'TODO', '${{ values.owner }}', '<team>'])(
    'takes %s for no owner',
    async owner => {
      expect(
        await ownersOf({ 'catalog-info.yaml': component('orders', owner) }),
      ).toEqual([]);
    },
  );

  it.each<[string, string, string[]]>([
    [
      'a rule for all',
      '# owners\n* @org/shop\n',
      ['.github/CODEOWNERS:2 codeowners @org/shop'],
    ],
    [
      'a rule for the folder',
      '*.md @org/docs\n/services/orders/ @org/shop\n',
      ['.github/CODEOWNERS:2 codeowners @org/shop'],
    ],
    [
      'the last of two rules',
      '* @org/all\n/services/ @org/shop @me\n',
      ['.github/CODEOWNERS:2 codeowners @org/shop @me'],
    ],
    ['rules for others', '/services/stock/ @org/stock\n*.ts @org/web\n', []],
    ['a rule that takes ownership away', '* @org/all\n/services/orders/\n', []],
    ['a comment', '# * @org/all\n', []],
  ])('reads %s in CODEOWNERS', async (_, text, expected) => {
    expect(
      await ownersOf(
        { '.github/CODEOWNERS': text },
        { path: 'services/orders', name: 'orders' },
      ),
    ).toEqual(expected);
  });
});
