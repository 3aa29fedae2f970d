import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, Modal } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e8f4f3',
  '#d3e6e5',
  '#a6cccb',
  '#76b1af',
  '#4f9a98',
  '#368b89',
  '#217b79',
  '#0f6665',
  '#0a5756',
  '#034746',
]

export const theme = createTheme({
  primaryColor: 'teal',
  // White words stand on both with a contrast above 4.5.
  primaryShade: { light: 7, dark: 6 },
  colors: { teal },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 'sm',
  components: { Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }) },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
})

export const tokens: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--surface': '#faf8f5',
    '--panel': '#ffffff',
    '--line': '#e6e1d9',
    '--ink': '#26231f',
    '--quiet': '#655f56',
    '--needs-you': '#8a5200',
    '--needs-you-fill': '#fdf1dc',
    '--losing': '#b3261e',
    '--received': '#1e6b3a',
    '--accent': '#0f6665',
    '--accent-fill': '#e8f4f3',
    '--mantine-color-body': '#faf8f5',
    '--mantine-color-text': '#26231f',
    '--mantine-color-dimmed': '#655f56',
  },
  dark: {
    '--surface': '#191816',
    '--panel': '#22201d',
    '--line': '#3a3732',
    '--ink': '#ece7df',
    '--quiet': '#aaa398',
    '--needs-you': '#f0b65a',
    '--needs-you-fill': '#3a2d17',
    '--losing': '#ff8a80',
    '--received': '#7fd19b',
    '--accent': '#76b1af',
    '--accent-fill': '#1d3534',
    '--mantine-color-body': '#191816',
    '--mantine-color-text': '#ece7df',
    '--mantine-color-dimmed': '#aaa398',
  },
})
