import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Typography from '@mui/material/Typography';

/** One thing to try. */
export function StepCard(props: {
  number: number;
  title: string;
  text: string;
  link?: { to: string; label: string };
}) {
  const { number, title, text, link } = props;
  return (
    <Card component="li" variant="outlined">
      <CardContent sx={{ display: 'flex', gap: 2 }}>
        <Box
          aria-hidden
          sx={{
            flex: 'none',
            width: 32,
            height: 32,
            borderRadius: '50%',
            display: 'grid',
            placeItems: 'center',
            fontWeight: 700,
            bgcolor: 'primary.main',
            color: 'primary.contrastText',
          }}
        >
          {number}
        </Box>
        <Box>
          <Typography variant="h6" component="h3" sx={{ mb: 0.5 }}>
            {title}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
            {text}
          </Typography>
          {link && <Link to={link.to}>{link.label}</Link>}
        </Box>
      </CardContent>
    </Card>
  );
}
