/** The sign of Latchkey: a keyhole inside a speech bubble. */
export function Sign({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="var(--mantine-primary-color-filled)" aria-hidden="true">
      <path
        fillRule="evenodd"
        d="M12 2.6a9.6 8.6 0 1 1-2.9 16.8l-4.9 2.3c-.4.2-.9-.1-.8-.6l.6-4.5A9.6 8.6 0 0 1 12 2.6Zm0 3.7a2.8 2.8 0 0 0-1.4 5.2l-1.1 4.3h5l-1.1-4.3A2.8 2.8 0 0 0 12 6.3Z"
      />
    </svg>
  )
}
