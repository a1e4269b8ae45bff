import GlobalStyles from '@mui/material/GlobalStyles';
import { notPrinted, printed } from '../shared';

/** Leaves of the page only the review when it is printed: black on white, none of the portal around it. */
export function PrintStyles() {
  return (
    <GlobalStyles
      styles={{
        '@media print': {
          '@page': { margin: '16mm' },
          [`body *:not(:has(.${printed})):not(.${printed}):not(.${printed} *)`]:
            { display: 'none !important' },
          [`html, body, body *:has(.${printed})`]: {
            display: 'block !important',
            position: 'static !important',
            overflow: 'visible !important',
            width: 'auto !important',
            height: 'auto !important',
            maxWidth: 'none !important',
            maxHeight: 'none !important',
            margin: '0 !important',
            padding: '0 !important',
            background: 'none !important',
          },
          [`.${printed}, .${printed} *`]: {
            color: '#000 !important',
            background: 'none !important',
            borderColor: '#999 !important',
            boxShadow: 'none !important',
          },
          [`.${printed} tr, .${printed} li`]: { breakInside: 'avoid' },
          [`.${notPrinted}`]: { display: 'none !important' },
        },
      }}
    />
  );
}
