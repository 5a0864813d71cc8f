package knowledge_test

import (
	"testing"

	"latchkey/internal/knowledge"
)

// pagesByLanguage are two pages of a shop in each language, the second so that words can be rare.
var pagesByLanguage = map[string][2]string{
	"en": {"# Returns\n\nYou may return unopened goods within thirty days, and we refund what you have paid for them. Our café serves crêpes.",
		"# Opening hours\n\nThe shop is open from Monday to Friday, and on Saturdays until two in the afternoon."},
	"de": {"# Rückgabe\n\nSie können ungeöffnete Waren innerhalb von dreißig Tagen zurückgeben, und die Versandkosten für größere Pakete tragen wir.",
		"# Öffnungszeiten\n\nUnser Laden ist von Montag bis Freitag geöffnet, und am Samstag bis zwei Uhr. Für die Lieferung und ihre Kosten gibt es eine Liste."},
	"it": {"# Spedizione\n\nLe spedizioni in città sono gratuite e arrivano in due giorni lavorativi dopo l'ordine. I pagamenti sono sicuri.",
		"# Orari\n\nIl negozio è aperto dal lunedì al venerdì, e il sabato fino alle due del pomeriggio."},
	"fr": {"# Paiement\n\nVous pouvez payer avec une carte bancaire ou par virement, et nous acceptons les chèques. Les livraisons partent le même jour.",
		"# Horaires\n\nLe magasin est ouvert du lundi au vendredi, et le samedi jusqu'à deux heures de l'après-midi."},
	"es": {"# Garantía\n\nTodos los productos tienen una garantía de dos años, y las devoluciones son gratuitas para nuestros clientes.",
		"# Horario\n\nLa tienda está abierta de lunes a viernes, y los sábados por la mañana hasta las dos."},
}

func TestLanguages(t *testing.T) {
	for language, questions := range map[string]map[string]string{ // question → page, "" for none
		"en": {"returning a good": "0", "was my payment refunded?": "0", "cafe with crepes": "0", "when does it open?": "1", "are you open on Saturday": "1",
			"unopend goods": "0", "do you sell boats": ""},
		"de": {"Kann ich eine Ware zurückgeben?": "0", "ware zurueckgeben": "0", "Rückgaben nach dreissig Tagen": "0", "kosten des versands": "0",
			"Lieferkosten": "1", "wann ist der Laden geöffnet": "1", "oeffnungszeiten": "1", "Offnungszeiten": "1", "groessere pakete fuer uns": "0",
			"Verkaufen Sie Boote?": ""},
		"it": {"Quanto costa la spedizione?": "0", "spedite in citta?": "0", "il pagamento è sicuro?": "0", "quando aprite il negozio": "1",
			"siete aperti lunedi?": "1", "l’ordine arriva quando": "0", "vendete barche?": ""},
		"fr": {"Puis-je payer par carte ?": "0", "acceptez-vous un cheque": "0", "quand part la livraison": "0", "ouverture du magasin le samedi": "1",
			"l’apres-midi, c’est ouvert ?": "1", "vendez-vous des bateaux ?": ""},
		"es": {"¿Qué garantías tiene un producto?": "0", "garantia": "0", "¿la devolución es gratuita?": "0", "¿Está abierta la tienda los sábados?": "1",
			"abren el sabado por la manana": "1", "¿venden barcos?": ""},
	} {
		t.Run(language, func(t *testing.T) {
			s := newService(t, &memoryStore{}, knowledge.Options{})
			for i, text := range pagesByLanguage[language] {
				if d := add(t, s, "a", string(rune('0'+i))+".md", text); d.Language != language {
					t.Errorf("page %d was taken for %s", i, d.Language)
				}
			}
			for question, want := range questions {
				checkFirst(t, s, question, want)
			}
		})
	}
}

func checkFirst(t *testing.T, s *knowledge.Service, question, want string) {
	t.Helper()
	got := ""
	if hits := find(t, s, "a", question); len(hits) > 0 {
		got = hits[0].Source[:1]
	}
	if got != want {
		t.Errorf("%q found %q, want %q", question, got, want)
	}
}

// TestOtherLanguage asks in a language that the documents are not in: what both share is found, though the rest says nothing here.
func TestOtherLanguage(t *testing.T) {
	s := newService(t, &memoryStore{}, knowledge.Options{})
	add(t, s, "a", "0.md", "# Webhooks\n\nThe server calls a webhook after every order, and repeats the call when the answer is not 200.")
	add(t, s, "a", "1.md", "# Timeouts\n\nThe server waits for thirty seconds, and then it gives up and writes that to the log.")
	for question, want := range map[string]string{
		"Wie kann ich einen Webhook bekommen?":    "0",
		"come posso avere un webhook?":            "0",
		"Was ist der Timeout?":                    "1",
		"¿qué es un webhook?":                     "0",
		"Wie lange muss ich Kartoffeln kochen?":   "",
		"comment est-ce que je peux nager vite ?": "",
	} {
		checkFirst(t, s, question, want)
	}
}
