import type { ReactNode } from 'react';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';

interface EmptyProps {
  title: string;
  text?: string;
  /** What the user can do about it. */
  action?: ReactNode;
}

/** Says that there is nothing, and what would bring something. */
export function Empty({ title, text, action }: EmptyProps) {
  return (
    <Paper variant="outlined" sx={{ px: 3, py: 6 }}>
      <Stack spacing={1.5} alignItems="center" textAlign="center">
        <Typography variant="h5" component="h3">
          {title}
        </Typography>
        {text && (
          <Typography color="text.secondary" maxWidth={560}>
            {text}
          </Typography>
        )}
        {action}
      </Stack>
    </Paper>
  );
}
