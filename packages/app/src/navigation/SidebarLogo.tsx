import { Link, useSidebarOpenState } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { LogoIcon } from './Logo';

/** The product's mark, and its name beside it while the sidebar is open. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" aria-label="Home">
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          height: 72,
          paddingLeft: '20px',
        }}
      >
        <LogoIcon />
        {isOpen && (
          <Typography
            component="span"
            sx={{ color: '#fff', fontWeight: 700, whiteSpace: 'nowrap' }}
          >
            Golden Path
          </Typography>
        )}
      </Box>
    </Link>
  );
}
