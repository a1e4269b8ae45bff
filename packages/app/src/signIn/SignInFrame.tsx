import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { LogoIcon } from '../navigation/Logo';

/** The page around a way to sign in. */
export function SignInFrame(props: {
  title: string;
  text: string;
  children: ReactNode;
}) {
  const productName =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Golden Path';
  return (
    <Box
      component="main"
      sx={{ maxWidth: 1040, margin: '0 auto', padding: { xs: 2, sm: 6 } }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 5 }}>
        <LogoIcon size={44} />
        <Typography variant="h5" component="p" fontWeight={700} sx={{ mb: 0 }}>
          {productName}
        </Typography>
      </Box>
      <Typography variant="h3" component="h1" gutterBottom>
        {props.title}
      </Typography>
      <Typography color="text.secondary" sx={{ maxWidth: 680, mb: 4 }}>
        {props.text}
      </Typography>
      {props.children}
    </Box>
  );
}
