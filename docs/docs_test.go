package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"latchkey/docs"
)

// Every page is served, has a title, and links only to pages and headings that exist.
func TestPages(t *testing.T) {
	t.Parallel()
	pages, err := docs.Pages()
	if err != nil {
		t.Fatal(err)
	}
	served := map[string]string{}
	for _, page := range pages {
		served[page.Name] = string(page.Content)
		if !strings.HasPrefix(string(page.Content), "# ") {
			t.Errorf("%s does not begin with its title", page.Name)
		}
	}
	for _, folder := range []string{"guide", "reference"} {
		files, err := filepath.Glob(folder + "/*.md")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if served[filepath.ToSlash(file)] == "" {
				t.Errorf("%s is not served", file)
			}
		}
	}
	for name, content := range served {
		for _, link := range regexp.MustCompile(`\]\(([^)#:]+\.md)(#[^)]*)?\)`).FindAllStringSubmatch(content, -1) {
			target := filepath.ToSlash(filepath.Join(filepath.Dir(name), link[1]))
			other, ok := served[target]
			if !ok {
				if _, err := os.Stat(target); err != nil {
					t.Errorf("%s links to %s, which does not exist", name, link[1])
				}
				continue
			}
			if link[2] != "" && !slices.Contains(anchors(other), link[2][1:]) {
				t.Errorf("%s links to %s%s: no such heading", name, link[1], link[2])
			}
		}
	}
}

var notInAnchor = regexp.MustCompile(`[^a-z0-9 _-]`)

// anchors are the names of a page's headings, as the server renders them.
func anchors(page string) []string {
	var list []string
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(page, -1) {
		list = append(list, strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.ToLower(heading[1]), ""), " ", "-"))
	}
	return list
}
