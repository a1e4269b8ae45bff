import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedTheme, UnifiedThemeProvider } from '@backstage/theme';
import DarkIcon from '@mui/icons-material/DarkMode';
import LightIcon from '@mui/icons-material/LightMode';
import type { ReactNode } from 'react';
import './brand.css';
import { darkTheme, lightTheme } from './themes';

function createProvider(theme: UnifiedTheme) {
  return function ThemeProvider({ children }: { children: ReactNode }) {
    return (
      <UnifiedThemeProvider theme={theme} themeName="golden-path">
        {children}
      </UnifiedThemeProvider>
    );
  };
}

/** Replaces Backstage's light and dark themes with the product's. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ThemeBlueprint.make({
      name: 'light',
      params: {
        theme: {
          id: 'light',
          title: 'Light',
          variant: 'light',
          icon: <LightIcon />,
          Provider: createProvider(lightTheme),
        },
      },
    }),
    ThemeBlueprint.make({
      name: 'dark',
      params: {
        theme: {
          id: 'dark',
          title: 'Dark',
          variant: 'dark',
          icon: <DarkIcon />,
          Provider: createProvider(darkTheme),
        },
      },
    }),
  ],
});
