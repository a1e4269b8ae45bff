/** The product's mark: a golden path up a green field. */
export function LogoIcon({ size = 32 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role="img"
      aria-label="Golden Path"
    >
      <rect width="32" height="32" rx="8" fill="#0f5f56" />
      <path
        d="M7 25c0-7 18-5 18-11 0-4-9-4-12-1"
        fill="none"
        stroke="#f2b63d"
        strokeWidth="3.4"
        strokeLinecap="round"
      />
      <circle cx="10.5" cy="14.5" r="2.6" fill="#f2b63d" />
    </svg>
  );
}
