import { run } from './run';

// Lines go to the streams as they are: this is a command line, not a service.
run(process.argv.slice(2), {
  out: line => process.stdout.write(`${line}\n`),
  error: line => process.stderr.write(`${line}\n`),
}).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`golden-path: ${error}\n`);
    process.exitCode = 1;
  },
);
