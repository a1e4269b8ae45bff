/** The class of what is printed. */
export const printed = 'production-readiness-printed';
/** The class of what belongs to the screen only. */
export const notPrinted = 'production-readiness-not-printed';
