package knowledge

import (
	"regexp"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
)

// fillers are words of questions that say nothing of what is asked, beside the stop words of the analyzer.
func fillers(language string) string {
	switch language {
	case it.AnalyzerName:
		return "posso puoi può possiamo vorrei voglio devo serve bisogno sapere dire dimmi spiegami " +
			"spiegare aiuto quale quali quanto quanta quanti quante quando dove perché come cosa grazie " +
			"ciao salve funziona fare esiste"
	case de.AnalyzerName:
		return "möchte gerne bitte brauche wissen sagen erklären hilfe welche welcher welches wieviel " +
			"viel wann wo warum wie danke hallo gibt geht funktioniert machen lange"
	case fr.AnalyzerName:
		return "puis peux peut pouvez voudrais veux besoin savoir dire expliquer aide quel quelle quels " +
			"quelles combien quand où pourquoi comment merci bonjour marche faire existe"
	case es.AnalyzerName:
		return "puedo puedes puede podemos quiero quisiera necesito saber decir explicar ayuda cuál " +
			"cuáles cuánto cuánta cuántos cuándo dónde qué cómo gracias hola funciona hacer existe tienen"
	default:
		return "can could would should shall may might must please tell know want need like explain help " +
			"show possible way thanks thank hello hi hey get got give let us much many long often exactly " +
			"actually really somehow something anything someone anyone happen happens kind sort thing " +
			"longer things now never ever just still yet already what's where's who's how's there's that's it's " +
			"also too both instead without else even rather maybe perhaps ok okay per versus difference between " +
			"i'm we're don't doesn't can't won't isn't"
	}
}

// commonWords are words that texts about anything share. That one of them is rare in this knowledge tells
// little, so it weighs less than its rarity says.
func commonWords(language string) string {
	if language != en.AnalyzerName {
		return ""
	}
	return "able add again all another ask away bad before begin behind best better big bring buy call " +
		"change choose close come day different do early easy end enough every far few find first fit free " +
		"full go good great half hard have hear high hold hour keep large last late learn leave left less " +
		"life little live look lot make man mean meet mine minute month more most move name near new next nice " +
		"nothing number often old only open other own part pay people person place play point put quick " +
		"read ready right run same say see seem sell send set several short side size small soon speak " +
		"stand start stay stop take talk thing think time today together tomorrow top town try turn use " +
		"usual various very wait watch week well whole woman word work world write wrong year " +
		"yesterday young cost price"
}

// synonyms are groups of words that visitors and owners of websites use for the same thing.
func synonyms(language string) []string {
	if language != en.AnalyzerName {
		return nil
	}
	return []string{
		// Shops and services.
		"ship shipping shipment deliver delivery dispatch", "price cost fee charge pay", "buy purchase order",
		"photo picture image", "quick fast rapid speed", "big large huge", "kind type", "company organization", "phone telephone", "email mail", "discount reduction",
		"broken damaged defective faulty", "damage corrupt", "cancel terminate", "employee staff team",
		"location address directions", "refund reimbursement money", "repair fix", "job career vacancy",
		"company business", "customer client visitor user guest person people", "bill invoice", "guarantee warranty",
		// Doing something to something.
		"delete remove erase", "delete revoke", "update upgrade", "edit rename", "edit change modify", "undo rollback revert", "copy backup", "differ different compare diff", "maintain support",
		"change replace swap", "change override customize", "create make generate", "copy duplicate",
		"begin start launch", "stop cancel abort", "disable deactivate suspend pause", "enable activate",
		"allow permit", "block refuse reject deny forbid", "fetch retrieve read load", "hide conceal",
		"check test verify", "choose select pick", "install setup", "cite quote", "source citation reference", "forgot forgotten lost",
		"steal stolen leak copied", "crash failure outage",
		// How something is.
		"maximum max largest limit cap", "minimum min smallest", "old previous earlier outdated former",
		"new latest newest", "wrong incorrect unrelated", "temporary expire", "secure security safe", "danger dangerous risk",
		// Websites and programs.
		"website site domain homepage", "page website", "host hostname domain", "url link address",
		"button icon bubble launcher", "widget chat chatbot", "bot chatbot assistant", "popup prompt",
		"colour color", "background colour", "dark theme", "appear show display visible", "computer machine device", "ram memory", "uri url", "program application", "record row", "thread multithread concurrent", "single one", "tls ssl https certificate", "font style", "login signin", "password credential",
		"admin administrator", "role permission access", "account profile", "config configuration setting option",
		"folder directory", "file document", "version release",
		"error problem", "snippet script embed", "app application", "privacy gdpr", "message question",
		"greeting welcome", "answer reply response", "history transcript", "container docker",
	}
}

// paraphrased adds to a question the single words for what it says in several.
func paraphrased(language, question string) string {
	if language != en.AnalyzerName {
		return question
	}
	for _, p := range phrases {
		if p.written.MatchString(question) {
			question += " " + p.word
		}
	}
	return question
}

var phrases = []struct {
	written *regexp.Regexp
	word    string
}{
	{regexp.MustCompile(`(?i)\b(turn|switch)(ed|ing)?\s+([\pL-]+\s+){0,3}off\b`), "disable"},
	{regexp.MustCompile(`(?i)\b(turn|switch)(ed|ing)?\s+([\pL-]+\s+){0,3}on\b`), "enable"},
	{regexp.MustCompile(`(?i)\bget(ting)? rid of\b`), "delete"},
	{regexp.MustCompile(`(?i)\b(log|sign)(ged|ging|ning|ned)? in(to)?\b`), "login"},
	{regexp.MustCompile(`(?i)\bsend(ing)?\s+([\pL-]+\s+){0,2}back\b`), "return"},
}

// unwantedIn returns the words, in lower case, for what a question sets itself apart from: "disable a key without
// deleting it" does not ask how to delete.
func unwantedIn(language, question string) map[string]bool {
	unwanted := map[string]bool{}
	if language != en.AnalyzerName {
		return unwanted
	}
	for _, m := range setApart.FindAllStringSubmatch(strings.ToLower(question), -1) {
		unwanted[m[1]+m[2]] = true
	}
	return unwanted
}

var setApart = regexp.MustCompile(`\bwithout\s+(\pL+ing)\b|\b(?:instead of|rather than)\s+(?:(?:the|an?|my|our)\s+)?(\pL+)`)

// standIns returns what the hosts and addresses in a question are: a visitor writes the own ones, which no
// document can have.
func standIns(language, question string) string {
	if language != en.AnalyzerName {
		return ""
	}
	kinds := ""
	for name := range strings.FieldsSeq(question) {
		switch {
		case mailAddress.MatchString(name):
			kinds += " email"
		case ipAddress.MatchString(name):
			kinds += " ip address"
		case wildcardHost.MatchString(name):
			kinds += " domain wildcard"
		case host.MatchString(name):
			kinds += " domain"
		}
	}
	return kinds
}

var (
	mailAddress  = regexp.MustCompile(`\S@\S+\.\pL`)
	ipAddress    = regexp.MustCompile(`\b\d{1,3}(\.\d{1,3}){3}\b`)
	wildcardHost = regexp.MustCompile(`\*\.[\pL\pN]`)
	host         = regexp.MustCompile(`^(\pL+://)?[\pL\pN-]+(\.[\pL\pN-]+)*\.\pL{2,}([/:?#]\S*)?\pP*$`)
)
