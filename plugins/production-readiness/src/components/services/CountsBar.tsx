import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ServiceSummary } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';

/** How many checks pass, as a bar and in numbers. Checks that do not apply are left out of the bar. */
export function CountsBar({ counts }: { counts: ServiceSummary['counts'] }) {
  const t = useText();
  const {
    pass = 0,
    fail = 0,
    unknown = 0,
    stale = 0,
    exempt = 0,
    'not-applicable': na = 0,
  } = counts;
  const total = pass + fail + unknown + stale + exempt;
  const parts = [
    { count: pass, color: 'success.main' },
    { count: exempt, color: 'info.main' },
    { count: unknown + stale, color: 'warning.main' },
    { count: fail, color: 'error.main' },
  ].filter(({ count }) => count > 0);
  const words = t('services.counts', {
    pass: String(pass),
    fail: String(fail),
    unknown: String(unknown),
    stale: String(stale),
    exempt: String(exempt),
    na: String(na),
  });
  return (
    <Box minWidth={96} title={words}>
      <Typography variant="body2">
        {t('scorecard.checks.satisfied', {
          done: String(pass + exempt),
          total: String(total),
        })}
      </Typography>
      <Box
        role="img"
        aria-label={words}
        sx={{ display: 'flex', gap: '1px', height: 6, mt: 0.5 }}
      >
        {parts.map(({ count, color }) => (
          <Box key={color} sx={{ flexGrow: count, bgcolor: color }} />
        ))}
      </Box>
    </Box>
  );
}
