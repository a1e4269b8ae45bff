const names = new Set([
  ...['test', 'tests', '__tests__', '__test__', 'spec', 'specs', 'e2e'],
  ...['cypress', 'playwright', 'testing', 'unittests', 'acceptance'],
  ...['integration-test', 'integration_test', 'integrationtest'],
  ...['src-test', 'test-integration', 'testfixtures'],
]);

/** Whether a folder of this name holds tests: it is one of the usual, or ends in the word, as `smoke-tests` does. */
export function isTestFolder(name: string): boolean {
  const lower = name.toLowerCase();
  return names.has(lower) || /[-_.]tests$/.test(lower);
}
