import { createTheme, type MantineColorsTuple } from '@mantine/core';

// A courier's green: dark enough for white text (contrast 5.9 on shade 7), calm beside numbers.
const peyk: MantineColorsTuple = [
  '#e9f7f4',
  '#d3ede8',
  '#a4dbd1',
  '#72c8b8',
  '#4ab8a4',
  '#2fae97',
  '#0f7d70',
  '#0b6b61',
  '#075850',
  '#02463f',
];

export const theme = createTheme({
  colors: { peyk },
  primaryColor: 'peyk',
  // White text on it is chosen for the light scheme, so the dark one needs a shade that bears it (5.0), too.
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: 'md',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Tahoma, sans-serif",
  headings: { fontWeight: '650' },
});
