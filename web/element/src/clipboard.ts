const SHOWN_MS = 2000

/** Makes a button copy a text, and show for a while that it did. It is hidden on pages that cannot copy: those without TLS. */
export function copies(button: HTMLButtonElement, text: () => string, show: (done: boolean) => void): void {
  const { clipboard } = navigator as Partial<Navigator>
  button.hidden = !clipboard
  const copied = () => {
    show(true)
    setTimeout(() => show(false), SHOWN_MS)
  }
  button.addEventListener('click', () => void clipboard?.writeText(text()).then(copied, () => undefined))
}
