import { Progress } from '@backstage/core-components';
import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { chosenUser } from './chosenUser';
import { ExampleUserCard } from './ExampleUserCard';
import { ExampleUserIdentity } from './ExampleUserIdentity';
import { ExampleUsersClient } from './ExampleUsersClient';
import { SignInFrame } from './SignInFrame';
import { useExampleUsers } from './useExampleUsers';

/** Lets one choose a user of the example organisation. */
export function ExampleUsersSignIn({ onSignInSuccess }: SignInPageProps) {
  const discoveryApi = useApi(discoveryApiRef);
  const client = useMemo(
    () => new ExampleUsersClient(discoveryApi),
    [discoveryApi],
  );
  const [signingIn, setSigningIn] = useState(chosenUser.get() !== undefined);
  const [failure, setFailure] = useState<Error>();
  const { users, error, retry } = useExampleUsers(client);

  const signIn = useCallback(
    async (entityRef: string) => {
      setSigningIn(true);
      setFailure(undefined);
      try {
        onSignInSuccess(await ExampleUserIdentity.signIn(client, entityRef));
      } catch (reason) {
        chosenUser.clear();
        setFailure(reason as Error);
        setSigningIn(false);
      }
    },
    [client, onSignInSuccess],
  );

  useEffect(() => {
    const remembered = chosenUser.get();
    if (remembered) signIn(remembered);
    // Only once: a choice that is made here is signed in by the click.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (signingIn && !failure) return <Progress />;
  return (
    <SignInFrame
      title="Who do you want to be?"
      text="These people work for the example organisation. Sign in as any of them, and switch to another by signing out in the settings: a handoff review needs two teams."
    >
      {failure && (
        <Alert severity="error" sx={{ mb: 2 }}>
          You could not be signed in: {failure.message}
        </Alert>
      )}
      {error && (
        <Alert
          severity="error"
          action={
            <Button color="inherit" size="small" onClick={retry}>
              Try again
            </Button>
          }
        >
          The users could not be read: {error.message}
        </Alert>
      )}
      {!error && !users && <Progress />}
      {users?.length === 0 && (
        <Typography role="status">
          The catalog is still reading the example organisation. Its users
          appear here in a few seconds.
        </Typography>
      )}
      <Box
        component="ul"
        aria-label="Example users"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
          gap: 2,
          padding: 0,
          margin: 0,
        }}
      >
        {users?.map(user => (
          <ExampleUserCard
            key={user.entityRef}
            user={user}
            disabled={signingIn}
            onChoose={({ entityRef }) => signIn(entityRef)}
          />
        ))}
      </Box>
    </SignInFrame>
  );
}
