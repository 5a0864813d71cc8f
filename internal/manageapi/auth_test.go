package manageapi

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"latchkey/internal/account"
)

// A route that does not say what it needs does not start.
func TestRouteWithoutNeed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		route  route
		panics bool
	}{
		"nothing said": {route{}, true},
		"both":         {route{open: true, need: needs(account.Viewer, account.ReadKeys)}, true},
		"scope alone":  {route{need: needs("", account.ReadKeys)}, true},
		"need":         {route{need: needs(account.Viewer, account.ReadKeys)}, false},
		"open":         {route{open: true}, false},
	} {
		a := Register(http.NewServeMux(), Options{Version: "test"})
		c.route.method, c.route.path, c.route.id = http.MethodGet, "/new", "new"
		func() {
			defer func() {
				if v := recover(); (v != nil) != c.panics {
					t.Errorf("%s: %v", name, v)
				}
			}()
			register(a, c.route, func(context.Context, *empty) (*empty, error) { return nil, nil })
		}()
	}
}

// The scopes in the description are those that exist.
func TestScopesAreDescribed(t *testing.T) {
	t.Parallel()
	api := Register(http.NewServeMux(), Options{Version: "test"}).OpenAPI()
	body := api.Paths[Path+"/access-tokens"].Post.RequestBody.Content["application/json"].Schema
	scopes := api.Components.Schemas.SchemaFromRef(body.Ref).Properties["scopes"]
	if got, want := fmt.Sprint(scopes.Items.Enum), fmt.Sprint(account.Scopes()); got != want {
		t.Errorf("described %s, want %s", got, want)
	}
}
