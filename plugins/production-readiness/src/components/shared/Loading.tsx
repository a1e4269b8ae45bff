import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { VisuallyHidden } from './VisuallyHidden';

interface LoadingProps {
  /** What is on its way, for those who hear the page. */
  label: string;
  /** The heights of the blocks that will stand there, in pixels. */
  blocks: number[];
}

/** The outline of what is on its way. */
export function Loading({ label, blocks }: LoadingProps) {
  return (
    <Stack spacing={2} role="status" aria-busy>
      <VisuallyHidden>{label}</VisuallyHidden>
      {blocks.map((height, index) => (
        <Skeleton key={index} variant="rounded" height={height} aria-hidden />
      ))}
    </Stack>
  );
}
