import { Fragment, ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** Terms with what they are, one beside the other. */
export function Facts({
  facts,
}: {
  facts: [term: string, value: ReactNode][];
}) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        columnGap: 3,
        rowGap: 0.75,
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
      }}
    >
      {facts.map(([term, value]) => (
        <Fragment key={term}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {term}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            sx={{ m: 0, overflowWrap: 'anywhere' }}
          >
            {value}
          </Typography>
        </Fragment>
      ))}
    </Box>
  );
}
