import { NotFoundError } from '@backstage/errors';
import { HostGuard } from './HostGuard';
import { inTime } from './inTime';

const { signal } = new AbortController();
const unreachable = () =>
  Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const create = (pause = 60_000) =>
  HostGuard.create({ attempts: 2, delay: 1, failures: 3, pause });

/** A host that fails so often, and how often it was asked. */
function host(failures: number, error: () => Error = unreachable) {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    async read() {
      asked += 1;
      if (asked <= failures) throw error();
      return 'archive';
    },
  };
}

describe('HostGuard', () => {
  it('tries again what may pass by itself', async () => {
    const flaky = host(2, () => new Error('Failed to read x: 503 Unavailable'));
    await expect(create().read('a', signal, flaky.read)).resolves.toBe(
      'archive',
    );
    expect(flaky.asked).toBe(3);
  });

  it('takes a refusal for an answer', async () => {
    const guard = create();
    const missing = host(Infinity, () => new NotFoundError('x, 404 Not Found'));
    const limited = host(Infinity, () => new Error('x, 429 Too Many Requests'));
    for (let time = 0; time < 5; time += 1) {
      await expect(guard.read('a', signal, missing.read)).rejects.toThrow(
        '404',
      );
      await expect(guard.read('a', signal, limited.read)).rejects.toThrow(
        '429',
      );
    }
    expect(missing.asked).toBe(5);
    expect(limited.asked).toBe(5);
  });

  it('leaves a host alone that keeps failing, and no other', async () => {
    const guard = create();
    const down = host(Infinity);
    for (let time = 0; time < 3; time += 1) {
      await expect(guard.read('a', signal, down.read)).rejects.toThrow(
        'ECONNREFUSED',
      );
    }
    const before = down.asked;
    await expect(guard.read('a', signal, down.read)).rejects.toMatchObject({
      name: 'EvaluationError',
      message: expect.stringContaining('a has failed several times in a row'),
      pauseHost: true,
      retryAfter: 60_000,
    });
    expect(down.asked).toBe(before);
    await expect(guard.read('b', signal, host(0).read)).resolves.toBe(
      'archive',
    );
  });

  it('gives up a host that does not answer, and soon leaves it alone', async () => {
    const guard = HostGuard.create({ attempts: 2, failures: 2 });
    let asked = 0;
    const hang = () => {
      asked += 1;
      return inTime(new Promise<never>(() => {}), 30);
    };
    for (let time = 0; time < 2; time += 1) {
      await expect(guard.read('a', signal, hang)).rejects.toMatchObject({
        code: 'ETIMEDOUT',
      });
    }
    // Once each: waiting again would take as long again.
    expect(asked).toBe(2);
    await expect(guard.read('a', signal, hang)).rejects.toMatchObject({
      pauseHost: true,
    });
    expect(asked).toBe(2);
  });

  it('stops at once when it is asked to, whatever the host does', async () => {
    const stopping = new AbortController();
    const reading = create().read(
      'a',
      stopping.signal,
      () => new Promise<never>(() => {}),
    );
    stopping.abort(new Error('The process ends'));
    await expect(reading).rejects.toThrow('The process ends');
  });

  it('asks again when the pause is over', async () => {
    const guard = create(0);
    const recovering = host(9);
    for (let time = 0; time < 3; time += 1) {
      await expect(guard.read('a', signal, recovering.read)).rejects.toThrow();
    }
    await expect(guard.read('a', signal, recovering.read)).resolves.toBe(
      'archive',
    );
  });
});
