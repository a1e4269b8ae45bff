import type { ReactNode } from 'react';
import Box from '@mui/material/Box';

/** The main part of a page below the header of the new frontend system, with the margins that the header has. */
export function PageMain({ children }: { children: ReactNode }) {
  return (
    <Box
      component="main"
      sx={{
        flex: 1,
        width: '100%',
        maxWidth: '120rem',
        mx: 'auto',
        px: {
          xs: 'var(--bui-space-4, 16px)',
          sm: 'var(--bui-space-5, 20px)',
        },
        pb: 4,
      }}
    >
      {children}
    </Box>
  );
}
