import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { printed } from '../shared';
import { PrintStyles } from './PrintStyles';
import { Conditions } from './Conditions';
import { FrozenScorecard } from './FrozenScorecard';
import { ReviewAlarm } from './ReviewAlarm';
import { ReviewHeader } from './ReviewHeader';
import { ReviewLog } from './ReviewLog';
import { ReviewTerms } from './ReviewTerms';
import { Signatures } from './Signatures';
import { ReviewPartProps } from './ReviewPartProps';
import { VerdictBanner } from './VerdictBanner';

/** A review as a document: an alarm first, then the verdict, what it rests on, who signed, and the log. */
export function ReviewView(props: ReviewPartProps) {
  return (
    <>
      <PrintStyles />
      <Stack spacing={2} className={printed}>
        <ReviewHeader {...props} />
        <ReviewAlarm read={props.read} />
        <VerdictBanner read={props.read} />
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '1fr 1fr' },
            '@media print': { gridTemplateColumns: '1fr' },
          }}
        >
          <ReviewTerms read={props.read} />
          <Signatures {...props} />
        </Box>
        <FrozenScorecard {...props} />
        <Conditions {...props} />
        <ReviewLog read={props.read} />
      </Stack>
    </>
  );
}
