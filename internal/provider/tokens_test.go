package provider_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"latchkey/internal/provider"
)

// counted are texts with the larger of the numbers that OpenAI's vocabularies cl100k_base and o200k_base make of them.
var counted = []struct {
	name, text string
	tokens     int
}{
	{"english", "You can return everything within 30 days of delivery, as long as it is unused and in its original packaging. Print the label from your account, put it on the parcel and bring it to any post office. We refund the full price within five working days.", 53},
	{"german", "Sie können alles innerhalb von 30 Tagen nach der Lieferung zurückgeben, solange es unbenutzt und in der Originalverpackung ist. Drucken Sie das Rücksendeetikett aus Ihrem Kundenkonto aus und bringen Sie das Paket zu einer Postfiliale.", 61},
	{"italian", "Puoi restituire tutto entro 30 giorni dalla consegna, purché sia inutilizzato e nella confezione originale. Stampa l'etichetta dal tuo account e porta il pacco in un ufficio postale.", 52},
	{"french", "Vous pouvez tout retourner dans les 30 jours suivant la livraison, à condition que l'article soit inutilisé et dans son emballage d'origine. Imprimez l'étiquette depuis votre compte.", 47},
	{"polish", "Możesz zwrócić wszystko w ciągu 30 dni od dostawy, pod warunkiem że jest nieużywane i w oryginalnym opakowaniu. Wydrukuj etykietę ze swojego konta.", 57},
	{"russian", "Вы можете вернуть всё в течение 30 дней после доставки, если товар не использовался и находится в оригинальной упаковке.", 46},
	{"greek", "Μπορείτε να επιστρέψετε τα πάντα εντός 30 ημερών από την παράδοση, εφόσον είναι αχρησιμοποίητα.", 85},
	{"arabic", "يمكنك إرجاع كل شيء خلال 30 يومًا من التسليم، بشرط أن يكون غير مستخدم وفي عبوته الأصلية.", 66},
	{"hebrew", "ניתן להחזיר הכול בתוך 30 ימים ממועד המסירה, כל עוד המוצר לא היה בשימוש.", 65},
	{"hindi", "आप डिलीवरी के 30 दिनों के भीतर सब कुछ वापस कर सकते हैं, बशर्ते वह अप्रयुक्त हो।", 77},
	{"thai", "คุณสามารถคืนสินค้าได้ทุกชิ้นภายใน 30 วันหลังจากได้รับสินค้า", 52},
	{"chinese", "只要商品未使用且保持原包装，您可以在收货后30天内退回所有商品。请从您的账户打印标签并送到任何邮局。", 46},
	{"japanese", "未使用で元の包装のままであれば、配達後30日以内にすべて返品できます。アカウントからラベルを印刷してください。", 52},
	{"korean", "사용하지 않고 원래 포장 상태라면 배송 후 30일 이내에 모든 상품을 반품할 수 있습니다.", 40},
	{"go", "func main() {\n\tfor i := 0; i < 10; i++ {\n\t\tfmt.Printf(\"%d: %s\\n\", i, names[i])\n\t}\n}\n", 36},
	{"json", "{\"id\":\"a1b2c3\",\"items\":[{\"sku\":\"X-2093\",\"qty\":3,\"price\":19.95},{\"sku\":\"Y-1\",\"qty\":1,\"price\":4.5}]}", 47},
	{"table", "| Field | Means | Bounds |\n| --- | --- | --- |\n| `name` | What visitors see. | 1 to 100 |\n| `model` | How answers are made. | |\n", 42},
	{"numbers", "2024-11-25 13:45:07, 192.168.10.254, +39 02 1234567, 1,234,567.89", 39},
	{"emoji", "Thanks! 😀🎉👍🏽 See you 👩\u200d👩\u200d👧", 26},
	{"base64", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", 54},
	{"url", "https://shop.example/en/returns?order=12345&token=abcDEF987#step-2", 22},
	{"spaces", "                                                                                                                                                                                                        x\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", 6},
	{"caps", "RETURNS ARE NOT ACCEPTED AFTER THIRTY DAYS WITHOUT AN AUTHORISATION NUMBER", 17},
	{"longwords", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz Donaudampfschifffahrtsgesellschaft", 35},
	{"turkish", "Kullanılmamış ve orijinal ambalajında olması koşuluyla her şeyi teslimattan sonraki 30 gün içinde iade edebilirsiniz.", 45},
	{"vietnamese", "Bạn có thể trả lại mọi thứ trong vòng 30 ngày kể từ khi giao hàng, miễn là chưa qua sử dụng.", 41},
}

// An estimate is never much below the truth, and for ordinary text not far above.
func TestTokens(t *testing.T) {
	t.Parallel()
	for _, c := range counted {
		got := float64(provider.Tokens(c.text)) / float64(c.tokens)
		if got < 0.97 || (got > 1.6 && c.name != "spaces" && c.name != "caps") {
			t.Errorf("%s: %d, counted %d: %.2f", c.name, provider.Tokens(c.text), c.tokens, got)
		}
	}
}

// Pieces count like the whole, and a cut keeps its promise.
func TestTallyAndCut(t *testing.T) {
	t.Parallel()
	for _, c := range counted {
		var tally provider.Tally
		for _, r := range c.text {
			tally.Add(string(r))
		}
		if tally.Tokens() != provider.Tokens(c.text) {
			t.Errorf("%s: %d in pieces, %d as a whole", c.name, tally.Tokens(), provider.Tokens(c.text))
		}
		for most := range provider.Tokens(c.text) {
			cut, whole := provider.Cut(c.text, most)
			if whole || provider.Tokens(cut) > most || !strings.HasPrefix(c.text, cut) || !utf8.ValidString(cut) {
				t.Errorf("%s cut to %d: %q", c.name, most, cut)
			}
		}
		if cut, whole := provider.Cut(c.text, provider.Tokens(c.text)); !whole || cut != c.text {
			t.Errorf("%s is cut", c.name)
		}
	}
	if cut, whole := provider.Cut("a", -1); whole || cut != "" {
		t.Error("cut to less than nothing")
	}
}

func TestWithoutThinking(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                                     "",
		"Yes.":                                 "Yes.",
		"  Yes.":                               "  Yes.",
		"<thinking>Hm</thinking>Yes.":          "Yes.",
		"\n<think>\nHm\n</think>\n\nYes.":      "Yes.",
		"<think>Hm</thinking>Yes.</think>No.":  "No.",
		"<thinking>never ends":                 "",
		"<thinking></thinking>":                "",
		"Yes. <thinking>Hm</thinking>":         "Yes. <thinking>Hm</thinking>",
		"<thinker>Yes.":                        "<thinker>Yes.",
		"<think":                               "<think",
		"<think>a</think><think>b</think>Yes.": "<think>b</think>Yes.",
	} {
		if got := provider.WithoutThinking(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// However a text comes in pieces, it is split alike.
func FuzzSplitter(f *testing.F) {
	for _, seed := range []string{"<think>Hm</think>Yes.", " <thinking>a</th</thinking>\n b", "<thi", "x<think>", "<think></thi"} {
		f.Add(seed, 1)
		f.Add(seed, 3)
	}
	f.Fuzz(func(t *testing.T, text string, step int) {
		step = max(1, step%16)
		var whole, pieces provider.Splitter
		wantThought, wantText := both(&whole, text, max(len(text), 1))
		gotThought, gotText := both(&pieces, text, step)
		if gotThought != wantThought || gotText != wantText || len(gotThought)+len(gotText) > len(text) {
			t.Errorf("%q by %d: %q %q, want %q %q", text, step, gotThought, gotText, wantThought, wantText)
		}
	})
}

func both(s *provider.Splitter, text string, step int) (reasoning, answer string) {
	for len(text) > 0 {
		n := min(step, len(text))
		r, a := s.Add(text[:n])
		reasoning, answer, text = reasoning+r, answer+a, text[n:]
	}
	r, a := s.Rest()
	return reasoning + r, answer + a
}
