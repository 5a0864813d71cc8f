package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"latchkey/internal/access"
	"latchkey/internal/account"
	"latchkey/internal/address"
	"latchkey/internal/archive"
	"latchkey/internal/assistant"
	"latchkey/internal/attachment"
	"latchkey/internal/blob"
	"latchkey/internal/chat"
	"latchkey/internal/clientapi"
	"latchkey/internal/config"
	"latchkey/internal/console"
	"latchkey/internal/element"
	"latchkey/internal/httpx"
	"latchkey/internal/key"
	"latchkey/internal/knowledge"
	"latchkey/internal/manageapi"
	"latchkey/internal/openid"
	"latchkey/internal/provider"
	"latchkey/internal/provider/builtin"
	"latchkey/internal/provider/failover"
	"latchkey/internal/provider/openai"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
	"latchkey/internal/usage"
	"latchkey/web"
)

// server is everything that runs, built from the settings.
type server struct {
	log        *slog.Logger
	folder     *dataFolder
	store      *store.Store
	accounts   *account.Service
	assistants *assistant.Service
	keys       *key.Service
	knowledge  *knowledge.Service
	files      *blob.Keeper
	attached   *attachment.Service
	providers  map[string]provider.Provider // each alone, for tests of a model
	chat       *chat.Service
	archive    *archive.Service
	usage      *usage.Recorder
	elements   *element.Shelf
	gate       *access.Gate
	box        *secretbox.Box
	mint       *key.Mint
	client     *clientapi.API
	handler    http.Handler
}

const (
	openTimeout     = time.Minute
	shutdownTimeout = 6 * time.Second // of the runs and the requests; the last counts and the database take up to 3 more
	flushTimeout    = time.Second
	databaseFile    = "latchkey.db"
)

// newServer opens the database and builds the parts. The settings are valid: the command line has asked their Validate. builtinOptions shape the built-in provider.
func newServer(ctx context.Context, c *config.Server, log *slog.Logger, builtinOptions ...builtin.Option) (*server, error) {
	proxies, err := c.Proxies()
	if err != nil {
		return nil, err
	}
	folder, err := openDataFolder(c.Data)
	if err != nil {
		return nil, err
	}
	db, err := openStore(ctx, c)
	if err != nil {
		return nil, errors.Join(err, folder.close())
	}
	s := &server{log: log, folder: folder, store: db}
	if s.box, err = openBox(ctx, c, db, log); err == nil {
		var mark []byte
		var unmarked bool
		if mark, unmarked, err = readMark(ctx, db, s.box); err == nil {
			s.mint = key.NewMint(mark, unmarked)
			err = s.build(ctx, c, proxies, builtinOptions)
		}
	}
	if err != nil {
		return nil, errors.Join(err, db.Close(), folder.close())
	}
	return s, nil
}

func openStore(ctx context.Context, c *config.Server) (*store.Store, error) {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	return store.Open(ctx, filepath.Join(c.Data, databaseFile), c.DatabaseURL)
}

func (s *server) build(ctx context.Context, c *config.Server, proxies *address.Proxies, o []builtin.Option) error {
	var err error
	if s.files, err = s.openFiles(ctx, c); err != nil {
		return err
	}
	if s.knowledge, err = knowledge.New(s.store, knowledge.Options{Now: time.Now, Files: s.files}); err != nil {
		return err
	}
	s.attached = attachment.New(attachment.Options{Store: s.store, Files: s.files, PDF: visitorPDF, Now: time.Now})
	s.usage = usage.New(s.store, time.Now, s.log)
	s.accounts = account.New(s.store, time.Now)
	s.assistants = assistant.New(s.store, s.box, time.Now, func(id string) {
		s.gate.ForgetAssistant(id)
		s.knowledge.Invalidate(id)
	})
	guard := &access.Guard{Usage: s.usage, Now: time.Now}
	s.keys = key.New(key.Options{
		Store: s.store, Box: s.box, Mint: s.mint, Now: time.Now, Guard: guard.Check, Changed: func(id string) { s.gate.ForgetKey(id) },
	})
	script := clientapi.NewScript(web.Element())
	if err := script.Missing(); err != nil {
		s.log.Warn("the web component is not available", "reason", err.Error())
	}
	s.elements = element.New(element.Options{Store: s.store, Files: s.files, Current: script.Build(), Now: time.Now, Log: s.log})
	s.gate = access.New(access.Options{
		Keys: s.store, Assistants: s.assistants, Proxies: proxies, Mint: s.mint, Usage: s.usage, Now: time.Now, View: clientapi.View(script),
		Limits: limitsOf(c),
	})
	s.providers = map[string]provider.Provider{string(assistant.Builtin): reader{builtin.New(o...), s.knowledge}, string(assistant.OpenAI): openai.New()}
	answering := maps.Clone(s.providers)
	answering[string(assistant.OpenAI)] = failover.New(s.providers[string(assistant.OpenAI)], s.log)
	s.chat = chat.New(chat.Options{
		Conversations: s.store, Queries: s.store, Journal: s.store, Knowledge: searcher{s.knowledge}, Passages: searcher{s.knowledge}, Box: s.box, Owner: s.folder.id, Now: time.Now, Log: s.log,
		Providers: answering, Attachments: s.attached,
	})
	s.archive = archive.New(archive.Options{Store: s.store, Stopper: s.chat, Now: time.Now, Log: s.log})
	interrupted, err := s.chat.Recover(ctx)
	if err != nil {
		return fmt.Errorf("cannot recover the answers that were running: %w", err)
	}
	if interrupted > 0 {
		s.log.Warn("answers were running when the server last stopped; they are marked as interrupted", "count", interrupted)
	}
	s.handler = s.routes(c, script, proxies)
	return nil
}

func limitsOf(c *config.Server) access.Limits {
	return access.Limits{
		RequestsPerMinute: c.RequestsPerMinute, ConversationsPerHour: c.ConversationsPerHour,
		MessagesPerMinute: c.MessagesPerMinute, MessagesPerDay: c.MessagesPerDay,
	}
}

func (s *server) routes(c *config.Server, script *clientapi.Script, proxies *address.Proxies) http.Handler {
	mux := http.NewServeMux()
	s.client = clientapi.New(clientapi.Options{
		Gate: s.gate, Chat: s.chat, Attachments: s.attached, Documents: s.knowledge, Assistants: s.assistants, Box: s.box, PublicURL: c.Public(),
		Script: script, Elements: s.elements, Pictures: s.assistants, Log: s.log,
	})
	s.client.Register(mux)
	manageapi.Register(mux, manageapi.Options{
		Accounts: s.accounts, Assistants: s.assistants, Keys: s.keys, Secrets: s.store, Usage: s.usage, Knowledge: s.knowledge, Archive: s.archive, Attachments: s.attached,
		OpenID: newIssuer(c), OpenIDName: c.OpenIDName,
		Proxies: proxies, PublicURL: c.Public(), Now: time.Now, Log: s.log,
		Version: Version, Engine: s.store.Engine(), Limits: limitsOf(c), Element: manageapi.Element(script.Element()), Elements: s.elements,
		TryModel: func(ctx context.Context, a assistant.Assistant) provider.Trial {
			return provider.Try(ctx, s.providers[string(a.Model.Provider)], clientapi.Settings(&a))
		},
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", s.ready)
	s.routeConsole(mux)
	mux.Handle("GET "+docsPath, newDocs(s.log))
	return httpx.Outer(s.log, mux)
}

// newIssuer returns the issuer that the settings name, nil when they name none.
func newIssuer(c *config.Server) *openid.Issuer {
	if c.OpenIDIssuer == "" {
		return nil
	}
	return openid.New(openid.Options{
		URL: c.OpenIDIssuer, ClientID: c.OpenIDClientID, ClientSecret: c.OpenIDClientSecret,
		RedirectURL: c.Public() + manageapi.OpenIDCallback, Now: time.Now,
	})
}

// routeConsole serves the console at the root as well, where people look first.
func (s *server) routeConsole(mux *http.ServeMux) {
	pages, err := console.New(web.Console())
	if err != nil {
		s.log.Warn("the console is not available", "reason", err.Error())
		mux.HandleFunc("GET /{$}", home)
		return
	}
	mux.Handle("GET /{$}", pages)
	mux.Handle("GET /console/{path...}", pages)
}

func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.store.Ready(ctx); err != nil {
		s.log.Error("not ready", "error", err)
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// searcher gives the knowledge to the chat in the words of the providers.
type searcher struct{ knowledge *knowledge.Service }

func (s searcher) Search(ctx context.Context, assistantID, question string, limit int) ([]provider.Passage, error) {
	hits, err := s.knowledge.Search(ctx, assistantID, question, limit)
	return passagesOf(hits), err
}

func passagesOf(hits []knowledge.Hit) []provider.Passage {
	passages := make([]provider.Passage, len(hits))
	for i, hit := range hits {
		passages[i] = passageOf(hit.Passage, hit.Title, hit.Source)
		passages[i].Score = hit.Score
	}
	return passages
}

func (s searcher) Passage(ctx context.Context, assistantID, id string) (provider.Passage, error) {
	d, p, err := s.knowledge.Passage(ctx, assistantID, id)
	return passageOf(p, d.Title, d.Source()), err
}

func passageOf(p knowledge.Passage, title, source string) provider.Passage {
	return provider.Passage{
		ID: p.ID, DocumentID: p.DocumentID, Title: title, Path: p.Path, Source: source, Page: p.Page, Text: p.Text, Position: p.Position,
	}
}

// serve answers requests on listeners until ctx ends, then ends the streams cleanly and returns.
func (s *server) serve(ctx context.Context, sites ...site) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, site := range sites {
		web := &http.Server{
			Handler: site.handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
			ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
		}
		group.Go(func() error {
			if err := web.Serve(httpx.NewListener(site.listener, web.IdleTimeout)); !errors.Is(err, http.ErrServerClosed) {
				return err
			}
			return nil
		})
		group.Go(func() error { return s.stopWeb(ctx, web) })
	}
	group.Go(func() error { return s.chat.Run(ctx) })
	group.Go(func() error { return s.usage.Run(ctx) })
	group.Go(func() error { return s.files.Run(ctx) })
	group.Go(func() error { return s.elements.Run(ctx) })
	group.Go(func() error { return s.purge(ctx) })
	group.Go(func() error { return s.archive.Run(ctx) })
	group.Go(func() error {
		return (&follower{feed: s.store, log: s.log, forget: s.forget, forgetAll: s.forgetAll}).run(ctx)
	})
	group.Go(func() error {
		s.accounts.Run(ctx, func(err error) { s.log.Warn("cannot write down when access tokens were last used", "error", err) })
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		limit, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
		defer cancel()
		return s.chat.Shutdown(limit) // ends the runs, and with them the streams that stopWeb waits for
	})
	return group.Wait()
}

// site is a listener with what it serves.
type site struct {
	listener net.Listener
	handler  http.Handler
}

func (s *server) stopWeb(ctx context.Context, web *http.Server) error {
	<-ctx.Done()
	limit, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if err := web.Shutdown(limit); err != nil {
		s.log.Warn("some requests did not end in time", "error", err)
		return web.Close()
	}
	if err := s.client.Wait(limit); err != nil {
		s.log.Warn("some streams did not end in time", "error", err)
	}
	return nil
}

// forget drops from memory what another process has changed.
func (s *server) forget(change account.Entry) {
	switch change.ObjectType {
	case "api-key":
		s.gate.ForgetKey(change.ObjectID)
	case "assistant":
		s.gate.ForgetAssistant(change.ObjectID)
		s.knowledge.Invalidate(change.ObjectID)
	case "document":
		s.knowledge.Invalidate(change.AssistantID)
	case "backup":
		if change.Action == "backup.restore" {
			s.forgetAll()
		}
	}
}

// forgetAll drops everything that was read from the database: it may be another one by now.
func (s *server) forgetAll() {
	ctx, cancel := context.WithTimeout(context.Background(), openTimeout)
	defer cancel()
	if mark, unmarked, err := readMark(ctx, s.store, s.box); err != nil {
		s.log.Error("cannot read what keys are marked with: restart the server", "error", err)
	} else {
		s.mint.Replace(mark, unmarked)
	}
	s.gate.ForgetAll()
	s.elements.Wake()
	s.knowledge.InvalidateAll()
}

const purgeEvery = time.Hour

// purge removes now and then what nobody can bring back.
func (s *server) purge(ctx context.Context) error {
	tick := time.NewTicker(purgeEvery)
	defer tick.Stop()
	for {
		now := time.Now()
		if err := s.store.Purge(ctx, now, now.Add(-key.RestoreFor)); err != nil && ctx.Err() == nil {
			s.log.Error("cannot remove keys that were deleted long ago", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (s *server) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
	defer cancel()
	if err := s.usage.Flush(ctx); err != nil {
		s.log.Warn("what was counted last is lost", "error", err)
	}
	return errors.Join(s.knowledge.Close(), s.store.Close(), s.folder.close())
}
