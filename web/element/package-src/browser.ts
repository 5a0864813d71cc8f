// Injected into the element: where there is no browser, as while a page is rendered on a server, its modules can still be imported.

class Nothing {
  replaceSync(): void {
    // There is nothing to style.
  }
}

const { HTMLElement: Element = Nothing, CSSStyleSheet: Sheet = Nothing } = globalThis as Partial<typeof globalThis>

export { Element as HTMLElement, Sheet as CSSStyleSheet }
