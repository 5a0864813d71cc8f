import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = ['#eef5fc', '#dbe9f8', '#b5d3f2', '#7db4f0', '#5a9be0', '#3a83cf', '#226cb9', '#15559d', '#0f4682', '#0a3566']
const danger: MantineColorsTuple = ['#fef2f0', '#fde0dc', '#fbbfb8', '#ff8d80', '#ee6a5b', '#dc4a3a', '#c8301f', '#b42318', '#961a11', '#78120b']
const warn: MantineColorsTuple = ['#fdf7e7', '#faecc7', '#f2d88f', '#e2b34a', '#cf9b26', '#b88208', '#a87500', '#9a6700', '#7d5300', '#614000']
const good: MantineColorsTuple = ['#edf8f1', '#d6efdf', '#aedfc0', '#5bc98a', '#3eb371', '#2a9c5c', '#1f8a4f', '#1a7f45', '#136636', '#0c4e28']

/** The console's look: one accent, quiet lines, system fonts, an 8 px grid. */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent, danger, warn, good },
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  fontFamily: 'system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '18px', sm: '20px', md: '22px', lg: '26px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '18px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '32px' },
      h2: { fontSize: '17px', lineHeight: '26px' },
      h3: { fontSize: '15px', lineHeight: '22px' },
    },
  },
  components: {
    Card: { defaultProps: { withBorder: true, radius: 'lg', padding: 'lg' } },
    // A header of a dialog is no second banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } }, centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.4 }, transitionProps: { duration: 140 } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } }, transitionProps: { duration: 160 } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    Menu: { defaultProps: { transitionProps: { duration: 100 } } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
})

/** A colour as a ground, and what can be read on it. */
function soft(name: string, rgb: string, ink: string): Record<string, string> {
  return {
    [`--mantine-color-${name}-light`]: `rgb(${rgb} / 0.16)`,
    [`--mantine-color-${name}-light-hover`]: `rgb(${rgb} / 0.22)`,
    [`--mantine-color-${name}-light-color`]: ink,
  }
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--raised': 'var(--mantine-color-white)' },
  light: {
    '--mantine-color-body': '#fbfbfa',
    '--mantine-color-text': '#1d1f21',
    '--mantine-color-dimmed': '#5f6670',
    '--mantine-color-default-border': '#e6e6e3',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': '#15559d',
    '--control-border': '#8b919a',
    '--raised': '#ffffff',
  },
  dark: {
    '--mantine-color-body': '#141517',
    '--mantine-color-text': '#ececea',
    '--mantine-color-dimmed': '#a2a9b2',
    '--mantine-color-default-border': '#2e3136',
    '--mantine-color-placeholder': '#969da7',
    '--mantine-color-error': '#ff8d80',
    '--mantine-color-anchor': '#7db4f0',
    '--control-border': '#737a84',
    '--raised': '#1c1e21',
    ...soft('accent', '125 180 240', '#b5d3f2'),
    ...soft('good', '91 201 138', '#aedfc0'),
    ...soft('warn', '226 179 74', '#f2d88f'),
    ...soft('danger', '255 141 128', '#fbbfb8'),
  },
})
