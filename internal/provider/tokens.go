package provider

// Tokens estimates how many tokens a text is for a model. Every model counts in another way and none of their vocabularies is at hand, so each character has
// a weight by its script, set so that the estimate is not below what OpenAI's vocabularies of 100,000 and 200,000 entries make of ordinary text.
// Newer models need fewer for scripts other than Latin: half as many, or less.
func Tokens(text string) int {
	var t Tally
	t.Add(text)
	return t.Tokens()
}

// Tally estimates the tokens of a text that comes in pieces, as Tokens does for the whole. It is used by one goroutine.
type Tally struct{ hundredths int }

// Add counts the next piece.
func (t *Tally) Add(piece string) {
	for _, r := range piece {
		t.hundredths += weight(r)
	}
}

// Tokens is the estimate so far.
func (t *Tally) Tokens() int { return (t.hundredths + 99) / 100 }

// weight is a character's share of a token, in hundredths.
func weight(r rune) int {
	switch {
	case r == ' ': // most belong to the word that follows
		return 10
	case r == '\n' || r == '\t':
		return 40
	case 'a' <= r && r <= 'z':
		return 32
	case 'A' <= r && r <= 'Z':
		return 62
	case '0' <= r && r <= '9':
		return 65
	case r < 0x80: // signs
		return 75
	case r < 0x370: // Latin with accents, which break words
		return 190
	case r < 0x400: // Greek
		return 105
	case r < 0x530: // Cyrillic
		return 45
	case r >= 0x1F000: // emoji
		return 300
	}
	return 120
}

// Cut returns the beginning of a text that is at most so many tokens, whole characters, and whether that is all of it.
func Cut(text string, most int) (beginning string, whole bool) {
	left := max(most, 0) * 100
	for i, r := range text {
		if left -= weight(r); left < 0 {
			return text[:i], false
		}
	}
	return text, true
}
