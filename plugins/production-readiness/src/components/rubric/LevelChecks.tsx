import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type {
  Check,
  Level,
  RubricDocument,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useText } from '../../hooks';
import { levelText, Section } from '../shared';
import { RubricCheck } from './RubricCheck';

interface LevelChecksProps {
  level: Level;
  checks: Check[];
  document: RubricDocument;
}

/** The checks of one level, by area. */
export function LevelChecks({ level, checks, document }: LevelChecksProps) {
  const t = useText();
  if (checks.length === 0) return null;
  const areas = Object.entries(document.areas).filter(([area]) =>
    checks.some(check => check.area === area),
  );
  return (
    <Section title={levelText(t, level)} hint={document.levels[level]?.summary}>
      {areas.map(([area, name]) => (
        <Box key={area} sx={{ '& + &': { mt: 3 } }}>
          <Typography
            variant="subtitle1"
            component="h4"
            fontWeight="bold"
            m={0}
          >
            {name}
          </Typography>
          {checks
            .filter(check => check.area === area)
            .map(check => (
              <RubricCheck key={check.id} check={check} />
            ))}
        </Box>
      ))}
    </Section>
  );
}
