import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const loaded: string[] = [];
const pages = [
  './components/scorecard/ReadinessTab',
  './components/scorecard/ReadinessCard',
  './components/services/ServicesPage',
  './components/review/ReviewRoutes',
  './components/rubric/RubricPage',
  './components/LegacyPage',
  './components/PageMain',
];

describe.each(['./index', './legacy'])('%s', entry => {
  it('loads no page before it is shown', () => {
    jest.isolateModules(() => {
      for (const page of pages) {
        jest.doMock(page, () => {
          loaded.push(page);
          return {};
        });
      }
      require(entry);
    });
    expect(loaded).toEqual([]);
  });
});

it('exports the plugin of the new frontend system where portals look for it', () => {
  const { default: plugin } = jest.requireActual('./index');
  expect(plugin).toMatchObject({
    $$type: '@backstage/FrontendPlugin',
    id: 'production-readiness',
  });
  const { exports } = JSON.parse(
    readFileSync(join(__dirname, '../package.json'), 'utf8'),
  );
  expect(Object.keys(exports)).toEqual(['.', './legacy', './package.json']);
});
