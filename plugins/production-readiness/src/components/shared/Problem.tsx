import Alert from '@mui/material/Alert';
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
  const retry = (
    <Button color="inherit" size="small" onClick={onRetry}>
      {t('problem.retry')}
    </Button>
  );
  if (kind === 'forbidden') {
    return (
      <Alert severity="warning" action={retry}>
        <AlertTitle>{t('problem.forbidden')}</AlertTitle>
        {errorMessage(error)} {t('problem.forbiddenHint')}
      </Alert>
    );
  }
  return (
    <Alert severity={outdated ? 'warning' : 'error'} action={retry}>
      <AlertTitle>
        {outdated
          ? t('problem.outdated')
          : t(kind === 'not-found' ? 'problem.notFound' : 'problem.failed')}
      </AlertTitle>
      {errorMessage(error)}
    </Alert>
  );
}
