/** What cannot be shown must not keep an answer from its end. */
export const safely =
  <Facts extends unknown[]>(show: (...facts: Facts) => void) =>
  (...facts: Facts): void => {
    try {
      show(...facts)
    } catch (error) {
      console.error(error)
    }
  }
