import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { ExampleUsersSignIn } from './ExampleUsersSignIn';
import { ProductionSignIn } from './ProductionSignIn';

/** The sign-in page that the configuration asks for. */
export function ConfiguredSignIn(props: SignInPageProps) {
  return useApi(configApiRef).has('auth.providers.example') ? (
    <ExampleUsersSignIn {...props} />
  ) : (
    <ProductionSignIn {...props} />
  );
}
