import { FormEvent, ReactNode, useId, useState } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ButtonProps } from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useText } from '../../hooks';
import { errorMessage } from './errors';

interface FormDialogProps {
  title: string;
  text: string;
  submit: string;
  color?: ButtonProps['color'];
  /** What the form asks for is complete. */
  complete?: boolean;
  /** What a refusal is called; its reason follows. */
  failed: string;
  onClose: () => void;
  /** Closes the dialog when it is kept; a refusal stays in it with its reason. */
  onSubmit: () => Promise<void>;
  children?: ReactNode;
}

/** Asks for what an act needs, does it, and shows in place why it was refused. */
export function FormDialog({
  title,
  text,
  submit,
  color,
  complete = true,
  failed,
  onClose,
  onSubmit,
  children,
}: FormDialogProps) {
  const t = useText();
  const titleId = useId();
  const textId = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function send(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={busy ? undefined : onClose}
      aria-labelledby={titleId}
      aria-describedby={textId}
    >
      <form onSubmit={send}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2.5}>
            <DialogContentText id={textId} m={0}>
              {text}
            </DialogContentText>
            {children}
            {error !== undefined && (
              <Alert severity="error">
                {failed}: {errorMessage(error)}
              </Alert>
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            {t('dialog.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={color}
            disabled={busy || !complete}
          >
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
