package builtin

import (
	"slices"
	"strings"
	"unicode"
)

// phrases is everything that an answer says in its own words, in one language. %s is the assistant's name.
type phrases struct {
	greeting  string
	thanks    string
	farewell  string
	identity  string
	anonymous string // instead of a name
	nothing   string
	details   string // leads in to a list, code or a table without introduction
}

func phrasesOf(language string) phrases {
	switch language {
	case "it":
		return phrases{greeting: "Ciao! Sono %s. Che cosa vuoi sapere?",
			thanks:   "Prego! Se hai altre domande, sono qui.",
			farewell: "Arrivederci, e grazie della visita!",
			identity: "Sono %s. Rispondo alle domande con le informazioni di questo sito e indico da dove " +
				"vengono.",
			anonymous: "l'assistente di questo sito",
			nothing: "Non ho trovato nulla su questo in ciò che conosco. " +
				"Puoi dirlo con altre parole, o nominare l'argomento che intendi?",
			details: "Nei dettagli"}
	case "de":
		return phrases{greeting: "Hallo! Ich bin %s. Was möchten Sie wissen?",
			thanks:   "Gern geschehen! Fragen Sie jederzeit weiter.",
			farewell: "Auf Wiedersehen, und danke für Ihren Besuch!",
			identity: "Ich bin %s. Ich beantworte Fragen mit den Informationen dieser Website und nenne " +
				"die Quellen.",
			anonymous: "der Assistent dieser Website",
			nothing: "Dazu habe ich in meinem Wissen nichts gefunden. " +
				"Können Sie es anders ausdrücken oder das Thema nennen, das Sie meinen?",
			details: "Im Einzelnen"}
	case "fr":
		return phrases{greeting: "Bonjour ! Je suis %s. Que voulez-vous savoir ?",
			thanks:   "Avec plaisir ! N'hésitez pas si vous avez d'autres questions.",
			farewell: "Au revoir, et merci de votre visite !",
			identity: "Je suis %s. Je réponds aux questions avec les informations de ce site et j'indique " +
				"mes sources.",
			anonymous: "l'assistant de ce site",
			nothing: "Je n'ai rien trouvé à ce sujet dans ce que je connais. " +
				"Pouvez-vous le dire autrement, ou nommer le sujet dont vous parlez ?",
			details: "En détail"}
	case "es":
		return phrases{greeting: "¡Hola! Soy %s. ¿Qué te gustaría saber?",
			thanks:   "¡De nada! Si tienes más preguntas, aquí estoy.",
			farewell: "¡Hasta luego, y gracias por la visita!",
			identity: "Soy %s. Respondo a las preguntas con la información de este sitio e indico de " +
				"dónde viene.",
			anonymous: "el asistente de este sitio",
			nothing: "No he encontrado nada sobre eso en lo que conozco. " +
				"¿Puedes decirlo con otras palabras, o nombrar el tema al que te refieres?",
			details: "En detalle"}
	default:
		return phrases{greeting: "Hello! I'm %s. What would you like to know?",
			thanks:   "You're welcome! Just ask if there is anything else.",
			farewell: "Goodbye, and thanks for stopping by!",
			identity: "I'm %s. I answer questions from the information on this site and tell you where " +
				"each answer comes from.",
			anonymous: "the assistant of this site",
			nothing: "I found nothing about that in what I know. " +
				"Could you put it in other words, or name the topic that you mean?",
			details: "In detail"}
	}
}

func languages() []string { return []string{"en", "it", "de", "fr", "es"} }

// stopWords are frequent words that tell the language of a question and say nothing of its subject.
func stopWords(language string) []string {
	switch language {
	case "it":
		return strings.Fields("il lo la i gli le un uno una di a da in con su per tra è sono ho ha che " +
			"chi cosa come quando dove quanto quanta quanti quante quale quali perché mi si non e o ma " +
			"posso puoi può vorrei del della dei delle al alla nel nella mio mia vostro vostra avete c'è " +
			"qual fare")
	case "de":
		return strings.Fields("der die das den dem des ein eine einen einem einer und oder aber ist sind " +
			"war hat habe haben ich du er sie es wir ihr wie was wer wann wo warum welche welcher welches " +
			"kann können muss mein meine mit von zu für auf in im am an bei nach nicht gibt viel lange " +
			"man")
	case "fr":
		return strings.Fields("le la les l un une des du de d à au aux en dans et ou mais est sont ai a " +
			"avez je tu il elle nous vous que qui quoi comment quand où combien quel quelle quels quelles " +
			"pourquoi ne pas mon ma mes votre vos pour par sur avec ce cette puis peut peux faire y")
	case "es":
		return strings.Fields("el la los las un una unos unas de del a al en con por para y o pero es son " +
			"está hay he ha que qué quién cómo cuándo dónde cuánto cuánta cuántos cuál cuáles mi mis su " +
			"sus no se me lo puedo puede quiero tienen tiene hacer")
	default:
		return strings.Fields("the a an of to in on at for with from by and or but is are was were be " +
			"been do does did have has had i you he she it we they me my your our their this that these " +
			"those what which who when where why how can could will would should may must not no if there " +
			"any some as so about get tell please much many long want need like within")
	}
}

// detect returns the language whose stop words a question has most of, English when none has more than the
// others.
func detect(question string) string {
	words := wordsOf(question)
	best, bestVotes := "en", -1
	for _, language := range languages() {
		stop := stopWords(language)
		votes := 0
		for _, w := range words {
			if slices.Contains(stop, w) {
				votes++
			}
		}
		if votes > bestVotes {
			best, bestVotes = language, votes
		}
	}
	return best
}

// wordsOf returns the words of a text in lower case, without punctuation.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}
