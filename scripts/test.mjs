import { runMain } from './lib/main.mjs';
import { runTests } from './lib/tests.mjs';

runMain(() => runTests(process.argv.slice(2), process.env));
