package builtin

import (
	"slices"
	"strings"
)

// talk is how visitors say what is not a question to the knowledge: words that may stand alone, and whole
// phrases.
type talk struct {
	greetings string // words
	thanks    string // words
	farewells string // words
	padding   string // words that may stand beside any of the above
	identity  []string
}

func talkOf(language string) talk {
	switch language {
	case "it":
		return talk{greetings: "ciao salve buongiorno buonasera ehi", thanks: "grazie ringrazio",
			farewells: "arrivederci addio",
			padding:   "a tutti tutto mille molte ti tanto tante infinite per l'aiuto buon giorno",
			identity: []string{"chi sei", "chi siete", "come ti chiami", "cosa sei", "cosa puoi fare",
				"cosa sai fare", "sei un robot"}}
	case "de":
		return talk{greetings: "hallo hi moin servus guten tag morgen abend grüezi",
			thanks:    "danke dankeschön dank",
			farewells: "tschüss ciao wiedersehen", padding: "schön sehr vielen auf für die hilfe zusammen " +
				"ihnen dir",
			identity: []string{"wer bist du", "wer sind sie", "wie heißt du", "wie heißen sie",
				"was bist du", "was kannst du",
				"was können sie", "bist du ein roboter"}}
	case "fr":
		return talk{greetings: "bonjour bonsoir salut coucou", thanks: "merci", farewells: "au revoir",
			padding: "à tous beaucoup bien pour votre ton aide vous",
			identity: []string{"qui es-tu", "qui es tu", "qui êtes-vous", "qui êtes vous",
				"comment t'appelles-tu", "que peux-tu faire"}}
	case "es":
		return talk{greetings: "hola buenas buenos días tardes noches", thanks: "gracias",
			farewells: "adiós chao hasta luego",
			padding:   "a todos muchas por la ayuda tu su",
			identity: []string{"quién eres", "quien eres", "cómo te llamas", "como te llamas", "qué eres",
				"qué puedes hacer"}}
	default:
		return talk{greetings: "hello hi hey hiya howdy greetings good morning afternoon evening",
			thanks: "thanks thank thx ty cheers", farewells: "bye goodbye farewell cya",
			padding: "there you so much very a lot for your the help all ok okay great again and nice " +
				"have day now",
			identity: []string{"who are you", "what are you", "what is your name", "what's your name",
				"whats your name", "what can you do",
				"how can you help", "how can you help me", "what can i ask", "what can i ask you",
				"are you a bot", "are you a robot",
				"are you human", "are you real", "are you an ai", "introduce yourself"}}
	}
}

// smallTalk answers what is not a question to the knowledge. The question's own language is tried first.
func smallTalk(question, name, language string) (string, bool) {
	words := withoutName(wordsOf(question), wordsOf(name))
	if len(words) == 0 || len(words) > 10 {
		return "", false
	}
	for _, l := range append([]string{language}, languages()...) {
		p := phrasesOf(l)
		if name == "" {
			name = p.anonymous
		}
		t := talkOf(l)
		switch {
		case slices.Contains(t.identity, strings.Join(words, " ")):
			return strings.ReplaceAll(p.identity, "%s", name), true
		case says(words, t.greetings, t.padding):
			return strings.ReplaceAll(p.greeting, "%s", name), true
		case says(words, t.thanks, t.padding):
			return p.thanks, true
		case says(words, t.farewells, t.padding):
			return p.farewell, true
		}
	}
	return "", false
}

// says reports whether there is one of the words that count, and nothing but them and padding.
func says(words []string, counting, padding string) bool {
	counts, pads := strings.Fields(counting), strings.Fields(padding)
	found := false
	for _, w := range words {
		switch {
		case slices.Contains(counts, w):
			found = true
		case !slices.Contains(pads, w):
			return false
		}
	}
	return found
}

func withoutName(words, name []string) []string {
	if len(name) > 0 && len(words) > len(name) && slices.Equal(words[len(words)-len(name):], name) {
		return words[:len(words)-len(name)]
	}
	return words
}
