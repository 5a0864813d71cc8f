package app

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v3"
)

// configFiles reads files of settings for kong: flat YAML mappings whose keys are the names of the flags. A key that no command knows is an error.
func configFiles(getenv func(string) string) kong.ConfigurationLoader {
	return func(r io.Reader) (kong.Resolver, error) {
		values := map[string]any{}
		if err := yaml.NewDecoder(r).Decode(&values); err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("the config file is not a YAML mapping: %w", err)
		}
		return &configFile{values, getenv}, nil
	}
}

type configFile struct {
	values map[string]any
	getenv func(string) string
}

// Validate implements kong.Resolver.
func (f *configFile) Validate(app *kong.Application) error {
	known := flagNames(app.Node)
	var unknown []string
	for name := range f.values {
		if !slices.Contains(known, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return fmt.Errorf("the config file has settings that do not exist: %s", strings.Join(unknown, ", "))
	}
	return nil
}

func flagNames(node *kong.Node) []string {
	var names []string
	for _, flag := range node.Flags {
		names = append(names, flag.Name)
	}
	for _, child := range node.Children {
		names = append(names, flagNames(child)...)
	}
	return names
}

// Resolve implements kong.Resolver.
func (f *configFile) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if f.getenv(name) != "" {
			return nil, nil // kong itself would let the file beat the environment
		}
	}
	value := f.values[flag.Name]
	if list, ok := value.([]any); ok {
		texts := make([]string, len(list))
		for i, item := range list {
			texts[i] = fmt.Sprint(item)
		}
		return strings.Join(texts, ","), nil
	}
	if value == nil {
		return nil, nil
	}
	return fmt.Sprint(value), nil
}
