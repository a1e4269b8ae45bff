import { palettes } from '@backstage/theme';

/** The product's colours: a deep green for the road, gold for the path on it. */
export const brand = {
  green: '#0f5f56',
  greenDark: '#0a3d38',
  greenLight: '#7fd3c5',
  gold: '#f2b63d',
};

const navigation = {
  background: '#0d2b28',
  indicator: brand.gold,
  color: '#b7cbc7',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#17403b' },
  submenu: { background: '#17403b' },
};

export const lightPalette = {
  ...palettes.light,
  primary: { main: brand.green, dark: brand.greenDark },
  secondary: { main: '#8a5a00' },
  background: { default: '#f6f7f5', paper: '#ffffff' },
  link: '#0b6b60',
  linkHover: brand.greenDark,
  navigation,
  tabbar: { indicator: brand.green },
};

export const darkPalette = {
  ...palettes.dark,
  primary: { main: brand.greenLight, dark: '#5fbfae' },
  secondary: { main: brand.gold },
  background: { default: '#151b1a', paper: '#1e2625' },
  border: '#3a4644',
  textSubtle: '#b3bfbd',
  link: brand.greenLight,
  linkHover: '#a9e6da',
  navigation: { ...navigation, background: '#0b1413' },
  tabbar: { indicator: brand.gold },
};
