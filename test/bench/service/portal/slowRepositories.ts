import {
  coreServices,
  createServiceFactory,
  ServiceFactory,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { NotModifiedError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** A small repository, which a Git host sends after a while. */
const files: Record<string, string> = {
  'app.js':
    "const app = express();\napp.get('/health', (_, response) => response.send('ok'));\n",
  'README.md': '# A service\n\nWhat it is for.\n',
  Dockerfile:
    'FROM node:22\nUSER node\nCOPY . .\nHEALTHCHECK CMD curl -f http://localhost/health\nCMD ["node", "app.js"]\n',
  'package.json':
    '{"name":"service","dependencies":{"express":"4.22.0","pino":"9.0.0"}}\n',
};

/** Git hosts that answer every request after `delay` milliseconds, which stands for the network. */
export function slowRepositories(delay: number): ServiceFactory {
  const missing = async () => {
    throw new Error('The benchmark reads trees only');
  };
  const reader: UrlReaderService = {
    readUrl: missing,
    search: missing,
    async readTree(url, options) {
      await setTimeout(delay, undefined, { signal: options?.signal });
      const etag = createHash('sha1').update(url).digest('hex');
      if (options?.etag === etag) throw new NotModifiedError();
      const chosen = Object.entries(files).filter(
        ([path, text]) =>
          options?.filter?.(path, { size: text.length }) ?? true,
      );
      return {
        etag,
        files: async () =>
          chosen.map(([path, text]) => ({
            path,
            content: async () => Buffer.from(text),
          })),
        archive: missing,
        dir: missing,
      };
    },
  };
  return createServiceFactory({
    service: coreServices.urlReader,
    deps: {},
    factory: () => reader,
  });
}
