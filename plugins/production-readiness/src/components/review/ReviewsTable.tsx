import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ReviewSummary } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { reviewRouteRef } from '../../routes';
import {
  EntityName,
  levelText,
  outcomeOf,
  tableStyle,
  Timestamp,
  VerdictChip,
  wideOnly,
} from '../shared';

/** Reviews with their teams and what they have come to. */
export function ReviewsTable({ reviews }: { reviews: ReviewSummary[] }) {
  const t = useText();
  return (
    <TableContainer component={Paper} variant="outlined">
      <Table size="small" aria-label={t('reviews.caption')} sx={tableStyle}>
        <TableHead>
          <TableRow>
            <TableCell>{t('reviews.review')}</TableCell>
            <TableCell sx={wideOnly}>{t('reviews.teams')}</TableCell>
            <TableCell sx={wideOnly}>{t('reviews.target')}</TableCell>
            <TableCell sx={wideOnly}>{t('reviews.opened')}</TableCell>
            <TableCell>{t('reviews.verdict')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {reviews.map(review => (
            <ReviewRow key={review.id} review={review} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function ReviewRow({ review }: { review: ReviewSummary }) {
  const t = useText();
  const reviewLink = useRouteRef(reviewRouteRef);
  const { id, entityRef, title, targetLevel, openedAt } = review;
  const teams = t('reviews.fromTo', {
    giving: <EntityName key="giving" entityRef={review.givingTeam} />,
    receiving: <EntityName key="receiving" entityRef={review.receivingTeam} />,
  });
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <Link to={reviewLink({ id })}>
          {t('review.heading', {
            title,
            service: <EntityName key="service" entityRef={entityRef} />,
          })}
        </Link>
        <Box
          sx={{
            display: { lg: 'none' },
            typography: 'caption',
            color: 'text.secondary',
          }}
        >
          <div>{teams}</div>
          <Timestamp at={openedAt} />
        </Box>
      </TableCell>
      <TableCell sx={wideOnly}>{teams}</TableCell>
      <TableCell sx={wideOnly}>{levelText(t, targetLevel)}</TableCell>
      <TableCell sx={wideOnly}>
        <Timestamp at={openedAt} />
      </TableCell>
      <TableCell>
        <VerdictChip outcome={outcomeOf(review.verdict, review.status)} />
      </TableCell>
    </TableRow>
  );
}
