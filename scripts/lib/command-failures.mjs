import { shown } from './layout.mjs';

/** What a line of output means, first match first. */
const CAUSES = [
  {
    pattern: /ENOSPC|no space left on device/i,
    sentence: 'the disk is full. Free some space and try again.',
  },
  {
    pattern: /YN0028|lockfile would have been (modified|created)/i,
    sentence:
      'yarn.lock does not fit the package.json files. Run `node .yarn/releases/yarn-4.13.0.cjs install` and commit yarn.lock.',
  },
  {
    pattern:
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b|network (error|request)|getaddrinfo/i,
    sentence:
      'the npm registry could not be reached. Check the network, and `npm config get registry`, and try again.',
  },
  {
    pattern: /UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|CERT_/,
    sentence:
      "the npm registry's certificate is not trusted. Set NODE_EXTRA_CA_CERTS, or `npm config set cafile`, to the file with its authority.",
  },
  {
    pattern: /\b(E401|E403|YN0033|YN0041)\b|invalid authentication/i,
    sentence:
      'the npm registry refused. If it needs a token, set YARN_NPM_AUTH_TOKEN, and try again.',
  },
  {
    pattern:
      /find Python|not found: make|make: not found|command not found: (make|g\+\+|c\+\+)|g\+\+: (not found|No such file)|xcode-select/i,
    sentence:
      'a native module had to be compiled, and there is no compiler. Install Python 3, make and a C++ compiler (Debian: apt-get install python3 make g++; macOS: xcode-select --install) and try again.',
  },
  {
    pattern: /EACCES|EPERM/,
    sentence:
      'a file or folder may not be written. Check who owns this folder.',
  },
];

/**
 * A sentence for a command that failed: what failed, why where its output tells, and where the output is.
 *
 * @param {{ log: string, lines: string[] }} result
 */
export function describeFailure(what, { log, lines }) {
  const cause = CAUSES.find(({ pattern }) => lines.some(l => pattern.test(l)));
  const file = `The whole output is in ${shown(log)}.`;
  if (cause) return `${what}: ${cause.sentence}\n${file}`;
  const tail = lines.filter(line => line.trim()).slice(-8);
  return `${what}. ${file} It ends with:\n  ${tail.join('\n  ')}`;
}
