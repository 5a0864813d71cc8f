// Package web carries the built web assets inside the binary.
//
// The assets are built by npm into dist, which is not committed. A binary that was built without them works, and says what
// is missing where an asset is asked for. The package is immutable data; it serves nothing.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

//go:embed element/examples
var examples embed.FS

// Element returns the built web component; it is empty when the assets were not built.
func Element() fs.FS { return sub(dist, "dist/element") }

// Console returns the built console; it is empty when the assets were not built.
func Console() fs.FS { return sub(dist, "dist/console") }

// Examples returns the pages that show the web component. They name the server https://chat.example.com, and their keys YOUR_API_KEY and
// SECOND_API_KEY.
func Examples() fs.FS { return sub(examples, "element/examples") }

func sub(all embed.FS, folder string) fs.FS {
	files, err := fs.Sub(all, folder)
	if err != nil { // only a malformed name fails
		panic(err)
	}
	return files
}
