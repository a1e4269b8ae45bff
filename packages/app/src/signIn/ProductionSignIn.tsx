import { SignInPage } from '@backstage/core-components';
import { githubAuthApiRef } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';

/** Sign-in with the providers of a real installation. */
export function ProductionSignIn(props: SignInPageProps) {
  return (
    <SignInPage
      {...props}
      providers={[
        {
          id: 'github-auth-provider',
          title: 'GitHub',
          message: 'Sign in with your GitHub account',
          apiRef: githubAuthApiRef,
        },
      ]}
    />
  );
}
