import type { ReactNode } from 'react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';

interface PageTitleProps {
  title: string;
  actions?: ReactNode;
}

/** The heading of a page with what can be done there. */
export function PageTitle({ title, actions }: PageTitleProps) {
  return (
    <Stack
      direction="row"
      flexWrap="wrap"
      justifyContent="space-between"
      alignItems="center"
      gap={1}
    >
      <Typography variant="h4" component="h2" m={0}>
        {title}
      </Typography>
      {actions}
    </Stack>
  );
}
