import { runMain } from './lib/main.mjs';
import { start } from './lib/start.mjs';

runMain(() => start(process.argv.slice(2), process.env));
