package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"latchkey/docs"
	"latchkey/internal/account"
	"latchkey/internal/config"
	"latchkey/internal/cursor"
	"latchkey/internal/key"
	"latchkey/internal/knowledge"
	"latchkey/internal/manageapi"
	"latchkey/internal/provider/builtin"
)

type demoCommand struct {
	config.Server
	SiteListen string `default:"127.0.0.1:8090" help:"Address of the shop website (${default})." placeholder:"HOST:PORT"`
}

// demoPace makes the built-in answers stream at about the speed of a model.
const demoPace = 25 * time.Millisecond

func (c *demoCommand) run(ctx context.Context, env Env) error {
	log := newLog(env.Stderr, c.LogLevel)
	s, err := newServer(ctx, &c.Server, log, builtin.WithPace(demoPace))
	if err != nil {
		return err
	}
	err = c.open(ctx, env, s)
	return errors.Join(err, s.close())
}

func (c *demoCommand) open(ctx context.Context, env Env, s *server) error {
	console, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	shop, err := net.Listen("tcp", c.SiteListen)
	if err != nil {
		return errors.Join(err, console.Close())
	}
	links := shopLinks{
		Console: c.URL(console.Addr().String()),
		Shop:    config.LocalURL(shop.Addr().String()),
	}
	_, port, _ := net.SplitHostPort(shop.Addr().String()) // an address that is being listened on
	links.Copycat = "http://copycat.localhost:" + port
	links.Key, links.Second, err = s.seedDemo(ctx, links, port)
	if err != nil {
		return errors.Join(err, console.Close(), shop.Close())
	}
	links.Embed = links.Console + "/embed/" + links.Key + ".js"
	pages, err := newShop(links)
	if err != nil {
		return errors.Join(err, console.Close(), shop.Close())
	}
	setUp, err := s.setUpLink(ctx, links.Console)
	if err != nil {
		return errors.Join(err, console.Close(), shop.Close())
	}
	fmt.Fprint(env.Stdout, c.welcome(links, setUp))
	return s.serve(ctx, site{console, s.handler}, site{shop, pages})
}

// welcome says what there is, and what to try. setUp is the set-up link, "" when there is a console user.
func (c *demoCommand) welcome(l shopLinks, setUp string) string {
	database := "--data " + c.Data
	if c.DatabaseURL != "" {
		database = "--database-url URL"
	}
	steps := []string{
		"Open " + l.Shop + " and click the round button. Other ways to embed the chat are at " + l.Shop + examplesPath,
		"Open " + l.Copycat + ": the same key, refused there.",
	}
	if setUp != "" {
		steps = append(steps, firstUser+setUp)
	}
	steps = append(steps, fmt.Sprintf(`Make a key for your own website (%s/docs/guide/getting-started):
     TOKEN=$(bin/latchkey token create --name me %s)
     curl -H "Authorization: Bearer $TOKEN" %s%s/assistants`, l.Console, database, l.Console, manageapi.Path))
	var out strings.Builder
	fmt.Fprintf(&out, "Latchkey %s demo is ready at %s · shop %s · refused website %s · management API %s%s\n",
		Version, l.Console, l.Shop, l.Copycat, l.Console, manageapi.Path)
	for i, step := range steps {
		fmt.Fprintf(&out, "  %d. %s\n", i+1, step)
	}
	return out.String()
}

// seedDemo makes the demo's assistant and keys, once, and brings its documents up to date. It returns the keys.
func (s *server) seedDemo(ctx context.Context, links shopLinks, port string) (first, second string, err error) {
	assistantID, err := s.demoAssistant(ctx)
	if err != nil {
		return "", "", err
	}
	if err := s.demoDocuments(ctx, assistantID, links.Console); err != nil {
		return "", "", err
	}
	first, err = s.demoKey(ctx, assistantID, demoKeyName, links, port)
	if err != nil {
		return "", "", err
	}
	second, err = s.demoKey(ctx, assistantID, demoSecondKeyName, links, port)
	return first, second, err
}

// The demo knows what is its own by these names, and leaves everything else as it is.
const (
	demoAssistantName = "Latchkey guide"
	demoKeyName       = "Tea shop"
	demoSecondKeyName = "Tea shop, the second chat of an example"
	listAll           = 1000
)

const demoAssistantFields = `{
	"name": "` + demoAssistantName + `",
	"description": "Knows Latchkey's documentation",
	"welcomeMessage": "Hello! I know the documentation of **Latchkey**, the server behind this chat. What would you like to know?",
	"conversationStarters": [
		"How do I restrict a key to my website?",
		"Does https://*.example.com cover example.com itself?",
		"What happens when a key is refused?"
	]
}`

func (s *server) demoAssistant(ctx context.Context) (string, error) {
	list, err := s.assistants.List(ctx, cursor.Place{}, listAll)
	if err != nil {
		return "", err
	}
	for _, a := range list {
		if a.Name == demoAssistantName {
			return a.ID, nil
		}
	}
	a, err := s.assistants.Create(ctx, account.System, []byte(demoAssistantFields))
	return a.ID, err
}

// demoDocuments brings the documentation among the assistant's documents to that of this version, and leaves other documents alone.
func (s *server) demoDocuments(ctx context.Context, assistantID, console string) error {
	wanted, err := docs.Pages()
	if err != nil {
		return err
	}
	have, err := s.knowledge.List(ctx, assistantID, cursor.Place{}, listAll)
	if err != nil {
		return err
	}
	current := map[string]knowledge.Document{}
	for _, d := range have {
		if strings.Contains(d.URL, docsPath) {
			current[d.FileName] = d
		}
	}
	for _, page := range wanted {
		d, known := current[page.Name]
		delete(current, page.Name)
		url := console + docsPath + strings.TrimSuffix(page.Name, ".md")
		if known && d.Size == len(page.Content) && d.URL == url {
			continue
		}
		if known {
			current[page.Name] = d
		}
		input := knowledge.Input{AssistantID: assistantID, FileName: page.Name, URL: url, Content: page.Content}
		if _, err := s.knowledge.Add(ctx, account.System, input); err != nil {
			return fmt.Errorf("%s: %w", page.Name, err)
		}
	}
	for _, d := range current { // replaced, or gone
		if err := s.knowledge.Delete(ctx, account.System, assistantID, d.ID); err != nil {
			return err
		}
	}
	return nil
}

// demoKey returns the key of that name, which works on the shop alone.
func (s *server) demoKey(ctx context.Context, assistantID, name string, links shopLinks, port string) (string, error) {
	fields := fmt.Sprintf(`{
		"name": %q,
		"restriction": {"type": "WEBSITES", "websites": [%q, "http://localhost:%s", "http://127.0.0.1:%s"]},
		"configuration": {
			"headerColor": "#2f6b4f", "maxMessagePerConversation": 20,
			"chatEngagementPrompts": ["How do I put this chat on my website?"]
		}
	}`, name, links.Shop, port, port)
	keys, err := s.keys.List(ctx, assistantID, false, cursor.Place{}, listAll)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(keys, func(k key.Key) bool { return k.Name == name })
	if i < 0 {
		_, secret, _, err := s.keys.Create(ctx, account.System, assistantID, []byte(fields), false)
		return secret, err
	}
	k := keys[i]
	if slices.Contains(k.Restriction.Websites, links.Shop) {
		return s.keys.Reveal(ctx, account.System, assistantID, k.ID)
	}
	// The demo may listen elsewhere than the last time.
	if _, _, err := s.keys.Edit(ctx, account.System, assistantID, k.ID, []byte(fields), key.Condition{Force: true}); err != nil {
		return "", err
	}
	return s.keys.Reveal(ctx, account.System, assistantID, k.ID)
}
