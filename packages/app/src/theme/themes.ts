import {
  createUnifiedTheme,
  genPageTheme,
  PageTheme,
  UnifiedTheme,
} from '@backstage/theme';
import { brand, darkPalette, lightPalette } from './palettes';

const PAGES = [
  'home',
  'documentation',
  'tool',
  'service',
  'website',
  'library',
  'other',
  'app',
  'apis',
  'card',
];

const header = genPageTheme({
  colors: [brand.greenDark, brand.green],
  shape: 'none',
});

function createTheme(
  palette: typeof lightPalette | typeof darkPalette,
): UnifiedTheme {
  return createUnifiedTheme({
    palette: palette as typeof lightPalette,
    defaultPageTheme: 'home',
    pageTheme: Object.fromEntries(
      PAGES.map((page): [string, PageTheme] => [page, header]),
    ),
    components: {
      MuiButton: {
        styleOverrides: {
          root: { textTransform: 'none' },
          // As in Backstage's own themes.
          text: { padding: undefined },
        },
      },
    },
  });
}

export const lightTheme = createTheme(lightPalette);
export const darkTheme = createTheme(darkPalette);
