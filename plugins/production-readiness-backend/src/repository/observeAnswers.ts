import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest, IncomingMessage } from 'node:http';

/** What the answers to one read said beside what the reader passes on. */
export interface Answers {
  /** Milliseconds after which the host wants to be asked again. */
  retryAfter?: number;
}

const longestWait = 24 * 60 * 60_000;
const reads = new AsyncLocalStorage<Answers>();
/** The reads that requests of fetch belong to: its answers arrive in the context of their connection. */
const fetched = new WeakMap<object, Answers>();
let isListening = false;

/**
 * Runs a read and notes when a host asks to be left alone. UrlReaders keep to themselves what the headers of a refusal
 * say, so it is taken from what Node.js tells of its HTTP clients.
 */
export function observeAnswers<T>(
  answers: Answers,
  read: () => Promise<T>,
): Promise<T> {
  if (!isListening) listen();
  isListening = true;
  return reads.run(answers, read);
}

function listen(): void {
  subscribe('http.client.response.finish', message => {
    const { response } = message as {
      request: ClientRequest;
      response: IncomingMessage;
    };
    note(reads.getStore(), response.statusCode, name => {
      const value = response.headers[name];
      return Array.isArray(value) ? value[0] : value;
    });
  });
  subscribe('undici:request:create', message => {
    const { request } = message as { request: object };
    const answers = reads.getStore();
    if (answers) fetched.set(request, answers);
  });
  subscribe('undici:request:headers', message => {
    const { request, response } = message as {
      request: object;
      response: { statusCode: number; headers: Buffer[] };
    };
    note(fetched.get(request), response.statusCode, name => {
      const at = response.headers.findIndex(
        (header, index) =>
          index % 2 === 0 && header.toString().toLocaleLowerCase() === name,
      );
      return at < 0 ? undefined : response.headers[at + 1].toString();
    });
  });
}

function note(
  answers: Answers | undefined,
  status: number | undefined,
  header: (name: string) => string | undefined,
): void {
  if (!answers || !status || ![403, 429, 503].includes(status)) return;
  const wait = waitOf(header, Date.now());
  if (wait !== undefined && wait > 0) {
    answers.retryAfter = Math.min(wait, longestWait);
  }
}

/** RFC 9110, 10.2.3; and where a host says when its limit starts anew, that of a limit that is used up. */
function waitOf(
  header: (name: string) => string | undefined,
  now: number,
): number | undefined {
  const after = header('retry-after');
  if (after !== undefined) {
    return /^\d+$/.test(after) ? Number(after) * 1_000 : until(after, now);
  }
  for (const prefix of ['x-ratelimit', 'ratelimit']) {
    const reset = Number(header(`${prefix}-reset`));
    if (header(`${prefix}-remaining`) === '0' && reset > 0) {
      return reset * 1_000 - now;
    }
  }
  return undefined;
}

function until(date: string, now: number): number | undefined {
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : time - now;
}
