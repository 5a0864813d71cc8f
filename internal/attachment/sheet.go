package attachment

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"
)

// cell is the one that is being read.
type cell struct {
	column int // from 0
	kind   string
	style  string
	value  strings.Builder
}

// maxCell is how much of a cell is kept, in bytes. Many cells may share one string.
const maxCell = 32 << 10

// line is the row that is being written.
type line struct {
	out     *strings.Builder
	columns int // that are written already
	begun   bool
}

// add writes a cell behind those before it, with a tab for each column between.
func (l *line) add(column int, text string) {
	if text == "" {
		return
	}
	for ; l.columns < column; l.columns++ {
		l.out.WriteByte('\t')
	}
	l.out.WriteString(text)
	l.begun = true
}

// oneLine is what is kept of the text of a cell. Of a shared string it is made once: a million cells may show it.
func oneLine(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), maxCell)], "")
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' }), " ")
}

func (l *line) end() {
	if l.begun {
		l.out.WriteByte('\n')
	}
	l.columns, l.begun = 0, false
}

// readSheet writes the rows of a sheet to out until that has limit bytes.
func (w *workbook) readSheet(part string, out *strings.Builder, limit int) error {
	row, c := line{out: out}, cell{}
	inValue, next := false, 0
	err := w.tokens(part, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				next = 0
			case "c":
				c.column, c.kind, c.style = columnOf(attribute(t, "r"), next), attribute(t, "t"), attribute(t, "s")
				c.value.Reset()
			case "v", "t":
				inValue = true
			}
		case xml.CharData:
			if inValue {
				c.value.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				inValue = false
			case "c":
				text := w.shown(&c)
				if err := w.spend(len(text)); err != nil {
					return err
				}
				row.add(c.column, text)
				next = c.column + 1
				if out.Len() > limit {
					return errStop
				}
			case "row":
				row.end()
			}
		}
		return nil
	})
	row.end()
	return err
}

// columnOf reads the column of a reference such as AB12; next is that of a cell without one.
func columnOf(reference string, next int) int {
	column := 0
	for _, r := range reference {
		if r < 'A' || r > 'Z' {
			break
		}
		if column = column*26 + int(r-'A') + 1; column > maxColumns {
			return next
		}
	}
	if column == 0 {
		return min(next, maxColumns)
	}
	return column - 1
}

// shown is the value of a cell as people read it.
func (w *workbook) shown(c *cell) string {
	if c.kind != "s" {
		return oneLine(w.value(c))
	}
	if i, err := strconv.Atoi(c.value.String()); err == nil && i >= 0 && i < len(w.strings) {
		return w.strings[i]
	}
	return ""
}

// value is what a cell holds itself.
func (w *workbook) value(c *cell) string {
	value := c.value.String()
	switch c.kind {
	case "b":
		if value == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "", "n":
		style, err := strconv.Atoi(c.style)
		if number, bad := strconv.ParseFloat(value, 64); bad == nil {
			if err == nil && style >= 0 && style < len(w.dates) && w.dates[style] {
				return w.date(number, value)
			}
			return strconv.FormatFloat(number, 'f', -1, 64)
		}
	}
	return value
}

// date is the time of a number of days; value is what stands for a number that is none.
func (w *workbook) date(days float64, value string) string {
	const most = 2958466 // the end of the year 9999
	if days < 0 || days >= most {
		return value
	}
	whole, part := math.Modf(days)
	at := w.epoch.AddDate(0, 0, int(whole)).Add(time.Duration(part * 24 * float64(time.Hour))).Round(time.Second)
	switch {
	case days < 1:
		return at.Format("15:04:05")
	case at.Equal(at.Truncate(24 * time.Hour)):
		return at.Format("2006-01-02")
	}
	return at.Format("2006-01-02 15:04:05")
}
