// Package docs carries this project's documentation inside the binary: the demo's assistant answers from it, and the server shows it under /docs/.
//
// It is immutable data. What is for developers of Latchkey alone (the decisions, the glossary) is not in it.
package docs

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed guide/*.md reference/*.md
var files embed.FS

// Page is one page of the documentation, in Markdown.
type Page struct {
	Name    string // for example "guide/restrictions.md"
	Content []byte
}

// Pages returns every page in order of its name.
func Pages() ([]Page, error) {
	var pages []Page
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		content, err := files.ReadFile(name)
		pages = append(pages, Page{name, content})
		return err
	})
	return pages, err
}
