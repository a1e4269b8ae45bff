export { run } from './run';
export { processTerminal } from './terminal/processTerminal';
export type { Terminal } from './terminal/Terminal';
