import { isTestPath } from './Layout';

describe('isTestPath', () => {
  it.each([
    ['charts/orders/templates/deployment.yaml', false],
    ['test/chart/templates/deployment.yaml', true],
    ['blocks/helm/skeleton/charts/{name}/templates/deployment.yaml', true],
    ['{{cookiecutter.project}}/deploy/deployment.yaml', true],
    ['services/test/deploy/deployment.yaml', true],
    ['integration_tests/k8s/deployment.yaml', true],
    ['deploy/smoke-tests/job.yaml', true],
    ['deploy/latest/deployment.yaml', false],
  ])('%s: %s', (path, expected) => {
    expect(isTestPath(path, '')).toBe(expected);
  });

  it('looks from the folder of the service', () => {
    expect(isTestPath('test/orders/deploy.yaml', 'test/orders')).toBe(false);
  });
});
