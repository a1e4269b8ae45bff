import Box from '@mui/material/Box';
import { levels } from '@goldenpath/backstage-plugin-production-readiness-common';
import type { Level } from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { levelText } from './levelText';
import { notPrinted } from './printClasses';

interface LevelBadgeProps {
  level: Level | undefined;
  exemptions?: number;
  /** Only the bars, where the level stands beside them in words. */
  barsOnly?: boolean;
  size?: 'small' | 'large';
}

/** A level as rising bars with its name. */
export function LevelBadge({
  level,
  exemptions = 0,
  barsOnly,
  size = 'small',
}: LevelBadgeProps) {
  const t = useText();
  const reached = level === undefined ? 0 : levels.indexOf(level) + 1;
  const unit = size === 'large' ? 10 : 4;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}
    >
      <Box
        component="span"
        aria-hidden
        // Paper leaves out backgrounds, which would show no level as reached.
        className={notPrinted}
        sx={{
          display: 'inline-flex',
          alignItems: 'flex-end',
          gap: `${unit / 2}px`,
          flexShrink: 0,
        }}
      >
        {levels.map((name, index) => (
          <Box
            component="span"
            key={name}
            sx={{
              width: unit,
              height: (index + 1.5) * unit,
              borderRadius: '1px',
              border: 1,
              borderColor: reached === 0 ? 'error.main' : 'primary.main',
              bgcolor: index < reached ? 'primary.main' : 'transparent',
            }}
          />
        ))}
      </Box>
      {!barsOnly && (
        <Box component="span" sx={{ lineHeight: 1.3 }}>
          {levelText(t, level, exemptions)}
        </Box>
      )}
    </Box>
  );
}
