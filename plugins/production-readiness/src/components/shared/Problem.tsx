import Alert, { alertClasses } from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { useText } from '../../hooks';
import { errorKind, errorMessage } from './errors';

interface ProblemProps {
  error: Error;
  onRetry: () => void;
  /** There is something on the page that is still good. */
  outdated?: boolean;
}

/** Says why something cannot be shown, and what can be done. */
export function Problem({ error, onRetry, outdated }: ProblemProps) {
  const t = useText();
  const kind = errorKind(error);
  const forbidden = kind === 'forbidden';
  const titles = {
    forbidden: t('problem.forbidden'),
    'not-found': t('problem.notFound'),
    other: t('problem.failed'),
  };
  return (
    <Alert
      severity={forbidden || outdated ? 'warning' : 'error'}
      action={
        <Button
          color="inherit"
          size="small"
          onClick={onRetry}
          sx={{ whiteSpace: 'nowrap' }}
        >
          {t('problem.retry')}
        </Button>
      }
      sx={{
        flexWrap: 'wrap',
        [`& .${alertClasses.message}`]: {
          flex: '1 1 14rem',
          minWidth: 0,
          overflowWrap: 'anywhere',
        },
      }}
    >
      <AlertTitle>
        {outdated && !forbidden ? t('problem.outdated') : titles[kind]}
      </AlertTitle>
      <div>{errorMessage(error)}</div>
      {forbidden && <div>{t('problem.forbiddenHint')}</div>}
    </Alert>
  );
}
