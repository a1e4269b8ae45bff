import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { Result } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { EvidenceList, StateLabel, tableStyle } from '../shared';

interface ResultsTableProps {
  results: Result[];
  titleOf: (id: string) => string;
}

/** Every result of a frozen scorecard, for the record. */
export function ResultsTable({ results, titleOf }: ResultsTableProps) {
  const t = useText();
  const ordered = [...results].sort((a, b) => a.level.localeCompare(b.level));
  return (
    <TableContainer
      tabIndex={0}
      role="region"
      aria-label={t('review.evidence.results')}
    >
      <Table
        size="small"
        aria-label={t('review.evidence.results')}
        sx={[
          tableStyle,
          {
            '& td, & th': { px: 1, verticalAlign: 'top' },
            // Paths in a reason would make the table wider than a narrow screen.
            '& td:nth-of-type(2)': { overflowWrap: 'anywhere' },
          },
        ]}
      >
        <TableHead>
          <TableRow>
            <TableCell>{t('review.evidence.level')}</TableCell>
            <TableCell>{t('review.evidence.check')}</TableCell>
            <TableCell>{t('review.evidence.state')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {ordered.map(({ id, level, state, reason, evidence }) => (
            <TableRow key={id}>
              <TableCell>{level}</TableCell>
              <TableCell>
                <Typography variant="subtitle2" component="div">
                  {titleOf(id)}
                </Typography>
                {reason}
                <EvidenceList evidence={evidence} />
              </TableCell>
              <TableCell>
                <StateLabel state={state} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
