import {
  createBaseThemeOptions,
  createUnifiedTheme,
  defaultComponentThemes,
  genPageTheme,
  PageTheme,
  UnifiedTheme,
} from '@backstage/theme';
import { brand, darkPalette, lightPalette } from './palettes';

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

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
    ...createBaseThemeOptions({
      palette: palette as typeof lightPalette,
      fontFamily: FONT,
      defaultPageTheme: 'home',
      pageTheme: Object.fromEntries(
        PAGES.map((page): [string, PageTheme] => [page, header]),
      ),
    }),
    components: {
      ...defaultComponentThemes,
      MuiButton: { styleOverrides: { root: { textTransform: 'none' } } },
      MuiTab: { styleOverrides: { root: { textTransform: 'none' } } },
    },
  });
}

export const lightTheme = createTheme(lightPalette);
export const darkTheme = createTheme(darkPalette);
