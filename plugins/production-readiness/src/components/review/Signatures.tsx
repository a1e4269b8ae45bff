import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import HowToRegIcon from '@mui/icons-material/HowToReg';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import type {
  Review,
  ReviewRole,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { EntityName, ExactTime, Section, notPrinted } from '../shared';
import { ReviewPartProps } from './ReviewPartProps';
import { SignDialog } from './SignDialog';

/** Who has signed and who is awaited; offers to sign to those who may. */
export function Signatures({ read, accept }: ReviewPartProps) {
  const t = useText();
  const { review, record } = read;
  const [signing, setSigning] = useState(false);
  return (
    <Section
      title={t('review.signatures.title')}
      actions={
        record.signable.length > 0 && (
          <Button
            variant="contained"
            className={notPrinted}
            onClick={() => setSigning(true)}
          >
            {t('review.signatures.sign')}
          </Button>
        )
      }
    >
      <Stack component="ul" spacing={2} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {review.signers.map(role => (
          <SignatureLine key={role} role={role} review={review} />
        ))}
      </Stack>
      {signing && (
        <SignDialog
          read={read}
          accept={accept}
          onClose={() => setSigning(false)}
        />
      )}
    </Section>
  );
}

function SignatureLine({ role, review }: { role: ReviewRole; review: Review }) {
  const t = useText();
  const signature = review.signatures.find(given => given.role === role);
  const team = role === 'giving' ? review.givingTeam : review.receivingTeam;
  return (
    <Stack component="li" direction="row" gap={1.5}>
      {signature ? (
        <HowToRegIcon color="success" aria-hidden />
      ) : (
        <HourglassEmptyIcon color="disabled" aria-hidden />
      )}
      <Box minWidth={0}>
        <Typography variant="subtitle2" component="div">
          {t(`review.signatures.${role}`)}: <EntityName entityRef={team} />
        </Typography>
        <Typography variant="body2" component="div">
          {signature
            ? t('review.signatures.signed', {
                time: <ExactTime key="time" at={signature.at} />,
                by: <EntityName key="by" entityRef={signature.by} />,
              })
            : t('review.signatures.missing')}
        </Typography>
        {signature?.comment && (
          <Typography
            variant="body2"
            color="text.secondary"
            sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
          >
            {signature.comment}
          </Typography>
        )}
      </Box>
    </Stack>
  );
}
