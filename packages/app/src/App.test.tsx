import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import homePlugin from '@backstage/plugin-home/alpha';
import { createApp } from '@backstage/frontend-defaults';
import { features } from './features';
import { chosenUser } from './signIn/chosenUser';

const users = [
  {
    entityRef: 'user:default/ada',
    displayName: 'Ada Lindqvist',
    description: 'Developer',
    groups: [{ entityRef: 'group:default/checkout', displayName: 'Checkout' }],
  },
  {
    entityRef: 'user:default/grace',
    displayName: 'Grace Kim',
    groups: [{ entityRef: 'group:default/sre', displayName: 'Reliability' }],
  },
];

/** Answers as the backend's `example` auth provider does. */
async function backend(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const { pathname } = new URL(String(input), 'http://localhost:7007');
  if (pathname === '/api/auth/example/users') {
    return Response.json({ items: users });
  }
  if (pathname === '/api/auth/example/refresh') {
    const entityRef = new Headers(init?.headers).get('x-example-user');
    const user = users.find(candidate => candidate.entityRef === entityRef);
    if (!user) return Response.json({}, { status: 404 });
    return Response.json({
      profile: { displayName: user.displayName },
      backstageIdentity: {
        token: 'a.b.c',
        expiresInSeconds: 3600,
        identity: {
          type: 'user',
          userEntityRef: entityRef,
          ownershipEntityRefs: [entityRef],
        },
      },
    });
  }
  return Response.json({ items: [] });
}

/** The app with the home page, as it starts where this is configured under `auth`. */
function start(auth: object) {
  // The bundler puts the configuration there, and it is no string.
  const configuration: unknown = [
    {
      context: 'test',
      data: {
        app: {
          title: 'Golden Path',
          baseUrl: 'http://localhost',
          extensions: [{ 'page:home': { config: { path: '/' } } }],
        },
        backend: { baseUrl: 'http://localhost:7007' },
        auth,
      },
    },
  ];
  process.env = { NODE_ENV: 'test', APP_CONFIG: configuration as string };
  const app = createApp({ features: [...features, homePlugin] });
  return render(app.createRoot());
}

describe('the app', () => {
  beforeEach(() => {
    chosenUser.clear();
    jest.spyOn(window, 'fetch').mockImplementation(backend);
  });
  afterEach(() => jest.restoreAllMocks());

  it('lets one choose an example user with the keyboard, and welcomes that user with what to try first', async () => {
    const { unmount } = start({ providers: { example: {} } });

    const button = await screen.findByRole(
      'button',
      { name: 'Sign in as Grace Kim, Reliability' },
      { timeout: 20_000 },
    );
    expect(
      screen.getByRole('button', { name: /Ada Lindqvist, Checkout/ }),
    ).toBeVisible();
    button.focus();
    await userEvent.keyboard('{Enter}');

    expect(
      await screen.findByRole(
        'heading',
        { name: 'Welcome, Grace' },
        { timeout: 20_000 },
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Choose a golden path' }),
    ).toHaveAttribute('href', '/create');
    expect(chosenUser.get()).toBe('user:default/grace');
    unmount();
  }, 60_000);

  it('comes back as the same user after a reload', async () => {
    chosenUser.set('user:default/ada');
    const { unmount } = start({ providers: { example: {} } });
    expect(
      await screen.findByRole(
        'heading',
        { name: 'Welcome, Ada' },
        { timeout: 20_000 },
      ),
    ).toBeVisible();
    unmount();
  }, 60_000);

  it('lets one choose again when the remembered user is gone', async () => {
    chosenUser.set('user:default/eve');
    const { unmount } = start({ providers: { example: {} } });
    expect(
      await screen.findByText(
        /could not be signed in/,
        {},
        { timeout: 20_000 },
      ),
    ).toBeVisible();
    expect(await screen.findByRole('button', { name: /Ada/ })).toBeVisible();
    await waitFor(() => expect(chosenUser.get()).toBeUndefined());
    unmount();
  }, 60_000);

  it('offers GitHub, and no example users, where none are configured', async () => {
    const { unmount } = start({ providers: { github: {} } });
    expect(
      await screen.findByText(
        'Sign in with your GitHub account',
        {},
        { timeout: 20_000 },
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Sign in as/ }),
    ).not.toBeInTheDocument();
    unmount();
  }, 60_000);
});
