// Package docs carries this project's documentation inside the binary: the demo's assistant answers from it, and the server shows it under /docs/.
//
// It is immutable data. What is for developers of Latchkey alone (the decisions, the glossary) is not in it.
package docs

import "embed"

//go:embed guide/*.md reference/*.md
var files embed.FS

// Page is one page of the documentation, in Markdown.
type Page struct {
	Name    string // for example "guide/restrictions.md"
	Content []byte
}

// order is the pages in the order in which they are read.
var order = []string{
	"guide/getting-started.md", "guide/console.md", "guide/embed.md", "guide/keys.md", "guide/restrictions.md", "guide/refusals.md", "guide/configuration.md", "guide/languages.md",
	"guide/assistants.md", "guide/models.md", "guide/knowledge.md", "guide/files.md", "guide/conversations.md", "guide/rest.md", "guide/management.md", "guide/access.md", "guide/declarative.md", "guide/operations.md",
	"guide/backup.md", "guide/secrets.md",
	"reference/element.md", "reference/api.md", "reference/settings.md", "reference/frames.md", "reference/performance.md", "reference/comparison.md",
}

// Pages returns every page in the order in which they are read.
func Pages() ([]Page, error) {
	pages := make([]Page, 0, len(order))
	for _, name := range order {
		content, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		pages = append(pages, Page{name, content})
	}
	return pages, nil
}
