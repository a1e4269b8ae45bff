import Chip, { chipClasses } from '@mui/material/Chip';
import ReportIcon from '@mui/icons-material/Report';

interface MarkProps {
  label: string;
  /** It is in the way of something. */
  alarming?: boolean;
}

/** A word or two that set something apart. The words keep the colour of text, which stands out on every theme. */
export function Mark({ label, alarming }: MarkProps) {
  return (
    <Chip
      size="small"
      variant="outlined"
      color={alarming ? 'error' : 'default'}
      icon={alarming ? <ReportIcon aria-hidden /> : undefined}
      label={label}
      sx={{
        m: 0,
        height: 22,
        [`& .${chipClasses.label}`]: { color: 'text.primary' },
      }}
    />
  );
}
