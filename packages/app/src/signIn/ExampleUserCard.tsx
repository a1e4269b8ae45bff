import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import { ExampleUser } from './ExampleUsersClient';

/** One user to choose, as a button. */
export function ExampleUserCard(props: {
  user: ExampleUser;
  disabled: boolean;
  onChoose: (user: ExampleUser) => void;
}) {
  const { user, disabled, onChoose } = props;
  const teams = user.groups.map(group => group.displayName);
  return (
    <Card variant="outlined" component="li" sx={{ listStyle: 'none' }}>
      <CardActionArea
        disabled={disabled}
        onClick={() => onChoose(user)}
        aria-label={`Sign in as ${user.displayName}, ${teams.join(', ')}`}
        sx={{ height: '100%', padding: 2 }}
      >
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <Avatar
            aria-hidden
            sx={{ bgcolor: 'primary.main', color: 'primary.contrastText' }}
          >
            {initials(user.displayName)}
          </Avatar>
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="subtitle1" component="p" fontWeight={600}>
              {user.displayName}
            </Typography>
            {user.description && (
              <Typography variant="body2" color="text.secondary">
                {user.description}
              </Typography>
            )}
            <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap', mt: 0.75 }}>
              {teams.map(team => (
                <Chip
                  key={team}
                  label={team}
                  size="small"
                  variant="outlined"
                  sx={{ margin: 0 }}
                />
              ))}
            </Box>
          </Box>
        </Box>
      </CardActionArea>
    </Card>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[words.length - 1] : undefined]
    .map(word => word?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('en-US');
}
