import { Content, Page } from '@backstage/core-components';
import {
  configApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Fragment, useEffect, useState } from 'react';
import { firstSteps } from './firstSteps';
import { StepCard } from './StepCard';

/** The home page: a welcome, what to try first, and the widgets that the installed plugins bring. */
export function HomeLayout({ widgets }: HomePageLayoutProps) {
  const config = useApi(configApiRef);
  const name = useFirstName();
  return (
    <Page themeId="home">
      <Content>
        <Typography variant="h3" component="h1" gutterBottom>
          {name ? `Welcome, ${name}` : 'Welcome'}
        </Typography>
        <Typography color="text.secondary" sx={{ maxWidth: 720, mb: 4 }}>
          {config.getOptionalString('app.title') ?? 'Golden Path'} writes down
          once what production ready means. Golden paths create services that
          satisfy it, scorecards measure every service against it, and reviews
          freeze it when a service changes hands.
        </Typography>
        <Typography variant="h5" component="h2" gutterBottom>
          Try first
        </Typography>
        <Box
          component="ol"
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
            gap: 2,
            listStyle: 'none',
            padding: 0,
            margin: 0,
            marginBottom: 4,
          }}
        >
          {firstSteps.map((step, index) => (
            <StepCard key={step.title} number={index + 1} {...step} />
          ))}
        </Box>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(360px, 1fr))',
            gap: 2,
          }}
        >
          {widgets.map(({ node, component }) => (
            <Fragment key={node.spec.id}>{component}</Fragment>
          ))}
        </Box>
      </Content>
    </Page>
  );
}

function useFirstName(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const [name, setName] = useState<string>();
  useEffect(() => {
    let cancelled = false;
    identityApi.getProfileInfo().then(({ displayName }) => {
      if (!cancelled) setName(displayName?.split(' ')[0]);
    });
    return () => {
      cancelled = true;
    };
  }, [identityApi]);
  return name;
}
