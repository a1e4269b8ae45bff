import { runMain } from './lib/main.mjs';
import { reset } from './lib/reset.mjs';

runMain(() => reset(process.argv.slice(2), process.env));
