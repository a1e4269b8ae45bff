import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ServiceSummary } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ActiveRubric, useRubric, useText } from '../../hooks';
import { useReadinessTabLink } from '../scorecard/useReadinessTabLink';
import {
  CheckNames,
  EntityName,
  LevelBadge,
  Mark,
  tableStyle,
  Timestamp,
  wideOnly,
} from '../shared';
import { CountsBar } from './CountsBar';

/** Services, each with its level and what stands in its way. */
export function ServicesTable({ services }: { services: ServiceSummary[] }) {
  const t = useText();
  const { rubric } = useRubric();
  return (
    <TableContainer component={Paper} variant="outlined">
      <Table size="small" aria-label={t('services.caption')} sx={tableStyle}>
        <TableHead>
          <TableRow>
            <TableCell>{t('services.service')}</TableCell>
            <TableCell sx={wideOnly}>{t('services.owner')}</TableCell>
            <TableCell>{t('services.level')}</TableCell>
            <TableCell sx={{ ...wideOnly, width: { lg: '28%' } }}>
              {t('services.blockers')}
            </TableCell>
            <TableCell sx={wideOnly}>{t('services.checks')}</TableCell>
            <TableCell sx={wideOnly}>{t('services.evaluated')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {services.map(service => (
            <ServiceRow
              key={service.entityRef}
              service={service}
              rubric={rubric}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

interface ServiceRowProps {
  service: ServiceSummary;
  rubric?: ActiveRubric;
}

function ServiceRow({ service, rubric }: ServiceRowProps) {
  const t = useText();
  const tabLink = useReadinessTabLink();
  const { entityRef, owner, openBlockers } = service;
  const blockers = openBlockers.length > 0 && (
    <CheckNames
      label={t('services.blockers')}
      ids={openBlockers}
      rubric={rubric}
    />
  );
  const evaluated = service.evaluatedAt !== undefined;
  const ownerLink = owner ? (
    <EntityRefLink entityRef={owner} disableTooltip />
  ) : (
    t('services.noOwner')
  );
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <Link to={tabLink(entityRef)}>
          <EntityName entityRef={entityRef} />
        </Link>
        <Box sx={{ display: { lg: 'none' }, typography: 'caption' }}>
          {ownerLink}
          {blockers && (
            <Typography variant="caption" component="div">
              {t('services.blockers')}
              {blockers}
            </Typography>
          )}
          <EvaluationMark service={service} />
        </Box>
      </TableCell>
      <TableCell sx={wideOnly}>{ownerLink}</TableCell>
      <TableCell sx={{ whiteSpace: { sm: 'nowrap' } }}>
        {evaluated ? (
          <LevelBadge level={service.level} exemptions={service.exemptions} />
        ) : (
          t('services.never')
        )}
      </TableCell>
      <TableCell sx={wideOnly}>
        {evaluated && (blockers || t('services.none'))}
      </TableCell>
      <TableCell sx={wideOnly}>
        {evaluated && <CountsBar counts={service.counts} />}
      </TableCell>
      <TableCell sx={{ ...wideOnly, whiteSpace: 'nowrap' }}>
        <Evaluated service={service} />
      </TableCell>
    </TableRow>
  );
}

function Evaluated({ service }: { service: ServiceSummary }) {
  const t = useText();
  const { evaluatedAt } = service;
  return (
    <>
      {evaluatedAt ? <Timestamp at={evaluatedAt} /> : t('services.never')}
      <EvaluationMark service={service} />
    </>
  );
}

/** Says of the last evaluation that it failed or is not over yet. */
function EvaluationMark({ service }: { service: ServiceSummary }) {
  const t = useText();
  const { state } = service.evaluation;
  if (state === 'failed') {
    return (
      <div>
        <Mark label={t('services.evaluationFailed')} alarming />
      </div>
    );
  }
  return state === 'queued' || state === 'running' ? (
    <Typography variant="caption" color="text.secondary" component="div">
      {t('services.evaluating')}
    </Typography>
  ) : null;
}
