import { runMain } from './lib/main.mjs';
import { runTool } from './lib/tools.mjs';

runMain(() => runTool(process.argv.slice(2), process.env));
