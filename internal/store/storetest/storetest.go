// Package storetest is the conformance suite of a store: what the domain packages rely on, said once and run on every engine.
//
// It is imported by tests only.
package storetest

import (
	"context"
	"io"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/archive"
	"latchkey/internal/assistant"
	"latchkey/internal/attachment"
	"latchkey/internal/backup"
	"latchkey/internal/blob"
	"latchkey/internal/chat"
	"latchkey/internal/element"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/knowledge"
	"latchkey/internal/random"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
	"latchkey/internal/usage"
)

// Store is everything that the domain packages ask of a store.
type Store interface {
	account.Store
	assistant.Store
	key.Store
	knowledge.Store
	archive.Store
	chat.Conversations
	chat.Queries
	chat.Journal
	attachment.Store
	blob.Notes
	key.Purger
	usage.Store
	element.Store
	KeyByDigest(ctx context.Context, digest key.Digest) (key.Key, *time.Time, error)
	HasSecrets(ctx context.Context) (bool, error)
	ChangesOfOthers(ctx context.Context, since time.Time) ([]account.Entry, error)
	Setting(ctx context.Context, name string, first []byte) ([]byte, error)
	Backup(ctx context.Context, w io.Writer, m backup.Manifest) (backup.Contents, error)
	Restore(ctx context.Context, r *backup.Reader, entry func() account.Entry) error
	Data(ctx context.Context) (backup.Summary, error)
	secretbox.Store
	SaveRing(ctx context.Context, from []byte, ring secretbox.Ring, entry *account.Entry) error
	Reseal(ctx context.Context, column store.SealedColumn, after any, reseal func(store.SealedValue) []byte) (any, int, error)
	UsedDataKeys(ctx context.Context) (map[secretbox.KeyID]bool, error)
	Close() error
}

// Run runs the suite. open returns a new, empty store, closed by the suite.
func Run(t *testing.T, open func(t *testing.T) Store) {
	for name, test := range map[string]func(*testing.T, Store){
		"assistants":    testAssistants,
		"pictures":      testPictures,
		"keys":          testKeys,
		"tokens":        testTokens,
		"users":         testUsers,
		"owners":        testOwners,
		"sessions":      testSessions,
		"invitations":   testInvitations,
		"set-up":        testSetUp,
		"acceptances":   testAcceptances,
		"trail":         testTrail,
		"settings":      testSettings,
		"documents":     testDocuments,
		"conversations": testConversations,
		"repetition":    testRepetition,
		"attachments":   testAttachments,
		"full":          testFullConversation,
		"removed files": testRemovedFiles,
		"kept files":    testFilesAfterRestore,
		"arrival":       testArrival,
		"revival":       testRevival,
		"forks":         testForks,
		"given files":   testGivenFiles,
		"opinions":      testOpinions,
		"deletion":      testDeletion,
		"journal":       testJournal,
		"recovery":      testRecovery,
		"leases":        testLeases,
		"limit":         testLimit,
		"versions":      testVersions,
		"lists":         testLists,
		"emptied lists": testListsUnderDeletion,
		"text":          testText,
		"cascade":       testCascade,
		"failure":       testFailure,
		"usage":         testUsage,
		"usage bounds":  testUsageBounds,
		"all its usage": testAssistantUsage,
		"sightings":     testSightings,
		"builds":        testBuilds,
		"page context":  testPageContext,
		"archive":       testArchive,
		"archive order": testArchiveOrder,
		"archive text":  testArchiveText,
		"archive gone":  testArchiveRemoval,
		"archive age":   testArchiveAge,
		"rotation":      testRotation,
		"purge":         testPurge,
		"daily limit":   testDailyLimit,
		"changes":       testChanges,
		"backup":        testBackup,
		"broken":        testBrokenRestore,
		"running":       testRestoreRunning,
		"snapshot":      testBackupSnapshot,
		"disk":          testBackupFailure,
		"writers":       testRestoreUnderWriters,
		"ring":          testRing,
		"old ring":      testOldRing,
		"reseal":        testReseal,
		"changed":       testResealChanged,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			t.Cleanup(func() {
				for range 2 { // closing twice is fine
					if err := s.Close(); err != nil {
						t.Errorf("Close: %v", err)
					}
				}
			})
			test(t, s)
		})
	}
}

// moment is a time with milliseconds, which is what a store keeps.
var moment = time.Date(2026, 1, 31, 23, 59, 59, 987_000_000, time.UTC)

func someone() account.Actor {
	return account.Actor{Kind: "token", ID: "at_1", Name: "Ada", Address: "2001:db8::1"}
}

func note(action, id string) account.Entry {
	return account.Record(moment, someone(), action, id, "", nil, map[string]string{"name": "x"})
}

func newAssistant(created time.Time) assistant.Record {
	warm, most := 0.5, 100
	return assistant.Record{
		Assistant: assistant.Assistant{
			ID: random.Base58(10),
			Draft: assistant.Draft{
				Name: "Shop help", Description: "Answers", WelcomeMessage: "Hello!", ConversationStarters: []string{"Where is my order?"},
				KeepConversations: 30, Attachments: true, ShareDocuments: true,
				Model: assistant.Model{
					Provider: assistant.OpenAI, BaseURL: "https://example.com/v1", Model: "m", SystemPrompt: "Be kind.",
					Temperature: &warm, MaxOutputTokens: &most, SeesImages: true, Thinks: true, MaxConcurrent: &most,
					Fallback: &assistant.Fallback{BaseURL: "https://second.example/v1", Model: "n", ContextTokens: &most},
				},
			},
			ImageID: "img", CreatedAt: created, UpdatedAt: created, Version: 1,
		},
		SealedCredential: []byte{0, 1, 2, 255}, SealedFallbackCredential: []byte{3, 0, 254},
	}
}

var mint = key.NewMint(make([]byte, key.MarkSize), false)

func newKey(assistantID string, created time.Time) (key.Key, key.Secret) {
	until, limit := created.Add(time.Hour), 5
	secret := mint.New(assistantID)
	k := key.Key{
		ID: random.ID("k_"), AssistantID: assistantID, Draft: key.NewDraft(), Hint: key.Hint(secret),
		CreatedAt: created, UpdatedAt: created, Version: 1,
	}
	k.Name, k.Disabled, k.ExpiresAt = "Shop website", true, &until
	k.Restriction = key.Restriction{Type: key.Websites, Websites: []string{"https://example.com"}, IPAddresses: []string{"10.0.0.0/8"}}
	k.Configuration.ChatEngagementPrompts = []string{"Hi 👋"}
	k.Limits.MessagesPerDay = &limit
	return k, key.Secret{Digest: key.DigestOf(secret), Sealed: []byte("sealed " + secret)}
}

func newConversation(assistantID, keyID string) chat.Record {
	return chat.Record{
		Conversation: chat.Conversation{
			ID: random.ID("c_"), Caller: chat.Caller{AssistantID: assistantID, KeyID: keyID}, Title: "New Conversation",
			Source: "INTEGRATION", Origin: "https://example.com", Data: []byte(`{"a":1}`), CreatedAt: moment, UpdatedAt: moment,
		},
		SealedToken: []byte("sealed token"),
	}
}

func newQuery(conversationID string) chat.Query {
	return chat.Query{
		ID: random.ID("q_"), ConversationID: conversationID, Question: "Can I return it?", Status: chat.Running,
		Reaction: "NONE", CreatedAt: moment,
	}
}

// scene is an assistant with a key and a conversation.
type scene struct {
	assistant    assistant.Record
	key          key.Key
	secret       key.Secret
	conversation chat.Record
}

func setScene(t *testing.T, s Store) scene {
	t.Helper()
	sc := scene{assistant: newAssistant(moment)}
	must(t, s.CreateAssistant(t.Context(), sc.assistant, note("assistant.create", sc.assistant.ID)))
	sc.key, sc.secret = newKey(sc.assistant.ID, moment)
	must(t, s.CreateKey(t.Context(), sc.key, sc.secret, note("api-key.create", sc.key.ID)))
	sc.conversation = newConversation(sc.assistant.ID, sc.key.ID)
	must(t, s.CreateConversation(t.Context(), sc.conversation))
	return sc
}

// ask stores a running query of owner and returns it with its turn.
func ask(t *testing.T, s Store, conversationID, owner string, lease time.Time) chat.Query {
	t.Helper()
	q := newQuery(conversationID)
	accepted, err := s.AcceptQuery(t.Context(), chat.Acceptance{Query: q, Owner: owner, Lease: lease})
	must(t, err)
	q.Turn = accepted.Turn
	return q
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantKind(t *testing.T, err error, kind errs.Kind) {
	t.Helper()
	if err == nil || errs.KindOf(err) != kind {
		t.Fatalf("error %v (kind %d), want kind %d", err, errs.KindOf(err), kind)
	}
}
