import type { SvgIconProps } from '@mui/material/SvgIcon';
import Typography from '@mui/material/Typography';
import CancelIcon from '@mui/icons-material/Cancel';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import HistoryIcon from '@mui/icons-material/History';
import RemoveCircleOutlineIcon from '@mui/icons-material/RemoveCircleOutline';
import ShieldOutlinedIcon from '@mui/icons-material/ShieldOutlined';
import type { ResultState } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';

const looks: Record<
  ResultState,
  { Icon: typeof CancelIcon; color: SvgIconProps['color'] }
> = {
  pass: { Icon: CheckCircleIcon, color: 'success' },
  fail: { Icon: CancelIcon, color: 'error' },
  unknown: { Icon: HelpOutlineIcon, color: 'warning' },
  stale: { Icon: HistoryIcon, color: 'warning' },
  'not-applicable': { Icon: RemoveCircleOutlineIcon, color: 'disabled' },
  exempt: { Icon: ShieldOutlinedIcon, color: 'info' },
};

/** The state of a result, as a shape, a colour and a word. */
export function StateLabel({ state }: { state: ResultState }) {
  const t = useText();
  const { Icon, color } = looks[state];
  return (
    <Typography
      component="span"
      variant="body2"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        fontWeight: state === 'fail' ? 'bold' : undefined,
      }}
    >
      <Icon color={color} fontSize="small" aria-hidden />
      {t(`states.${state}`)}
    </Typography>
  );
}
