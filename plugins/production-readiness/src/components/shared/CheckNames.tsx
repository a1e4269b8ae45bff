import Box from '@mui/material/Box';
import { ActiveRubric } from '../../hooks';

interface CheckNamesProps {
  label: string;
  /** Ids of checks; one that the rubric does not have is shown by its id. */
  ids: string[];
  rubric?: ActiveRubric;
}

/** Checks by their titles, each on a line of its own: a title is a sentence, and several in one line run together. */
export function CheckNames({ label, ids, rubric }: CheckNamesProps) {
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{ m: 0, pl: 2, overflowWrap: 'break-word' }}
    >
      {ids.map(id => (
        <li key={id}>{rubric?.checks.get(id)?.title ?? id}</li>
      ))}
    </Box>
  );
}
