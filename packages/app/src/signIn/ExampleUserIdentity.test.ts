import { chosenUser } from './chosenUser';
import { ExampleUserIdentity } from './ExampleUserIdentity';
import { ExampleSession, ExampleUsersClient } from './ExampleUsersClient';

/** Signs in with tokens that are numbered, and last for ten minutes. */
function createClient() {
  let count = 0;
  const signIn = jest.fn(async (entityRef: string): Promise<ExampleSession> => {
    count += 1;
    return {
      profile: { displayName: 'Ada' },
      backstageIdentity: {
        token: `token-${count}`,
        expiresInSeconds: 600,
        identity: {
          type: 'user',
          userEntityRef: entityRef,
          ownershipEntityRefs: [entityRef],
        },
      },
    };
  });
  return { signIn, client: { signIn } as unknown as ExampleUsersClient };
}

describe('ExampleUserIdentity', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('renews the token before it expires, once for everybody who asks', async () => {
    const { client, signIn } = createClient();
    const identity = await ExampleUserIdentity.signIn(
      client,
      'user:default/ada',
    );
    expect(await identity.getCredentials()).toEqual({ token: 'token-1' });

    jest.advanceTimersByTime(8 * 60_000);
    expect(await identity.getCredentials()).toEqual({ token: 'token-1' });

    jest.advanceTimersByTime(90_000);
    const answers = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
    ]);
    expect(answers).toEqual([{ token: 'token-2' }, { token: 'token-2' }]);
    expect(signIn).toHaveBeenCalledTimes(2);
  });

  it('asks again after a renewal that failed', async () => {
    const { client, signIn } = createClient();
    const identity = await ExampleUserIdentity.signIn(
      client,
      'user:default/ada',
    );
    jest.advanceTimersByTime(3_600_000);
    signIn.mockRejectedValueOnce(new Error('offline'));
    await expect(identity.getCredentials()).rejects.toThrow('offline');
    expect(await identity.getCredentials()).toEqual({ token: 'token-2' });
  });

  it('is remembered until sign-out', async () => {
    const { client } = createClient();
    const identity = await ExampleUserIdentity.signIn(
      client,
      'user:default/ada',
    );
    expect(chosenUser.get()).toBe('user:default/ada');
    await identity.signOut();
    expect(chosenUser.get()).toBeUndefined();
  });
});
