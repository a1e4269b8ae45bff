/** Cells that hold text of several lines: the theme's line height of 1 is for single words. */
export const tableStyle = {
  '& td, & th': {
    lineHeight: 1.43,
    wordBreak: 'normal',
    overflowWrap: 'break-word',
  },
  '& th[scope=row]': { fontWeight: 'normal' },
} as const;

/** A column that a screen leaves out on which the sidebar leaves no room for it. */
export const wideOnly = { display: { xs: 'none', lg: 'table-cell' } } as const;
