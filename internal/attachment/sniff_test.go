package attachment_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"

	"latchkey/internal/attachment"
)

func photo(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// hugePNG announces more pixels than a machine has memory for, in some bytes.
func hugePNG(t *testing.T) []byte {
	t.Helper()
	raw := photo(t, 1, 1)
	binary.BigEndian.PutUint32(raw[16:], 50_000)
	binary.BigEndian.PutUint32(raw[20:], 50_000)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func gifImage(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := gif.Encode(&out, image.NewGray(image.Rect(0, 0, 4, 4)), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func jpegImage(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 4, 4)), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func utf16(text string, order binary.ByteOrder) []byte {
	var out bytes.Buffer
	for _, r := range "\ufeff" + text {
		_ = binary.Write(&out, order, uint16(r))
	}
	return out.Bytes()
}

// The bytes say what a file is. What the client says is corrected, or the file is refused.
func TestSniffing(t *testing.T) {
	t.Parallel()
	book := workbook(t, map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c r="A1"><v>1</v></c></row></sheetData></worksheet>`})
	for name, c := range map[string]struct {
		content   []byte
		kind      attachment.Type
		file      string
		want      attachment.Type
		mediaType string
		extension string
	}{
		"png":                       {photo(t, 3, 3), "IMAGE", "a.png", "IMAGE", "image/png", "png"},
		"png called text":           {photo(t, 3, 3), "TEXT", "a.txt", "IMAGE", "image/png", "png"},
		"png called nothing":        {photo(t, 3, 3), "", "a", "IMAGE", "image/png", "png"},
		"jpeg called png":           {jpegImage(t), "IMAGE", "a.png", "IMAGE", "image/jpeg", "jpg"},
		"jpeg":                      {jpegImage(t), "IMAGE", "a.jpeg", "IMAGE", "image/jpeg", "jpeg"},
		"gif with a script":         {append(gifImage(t), "/*<script>alert(1)</script>*/=1"...), "IMAGE", "a.js", "IMAGE", "image/gif", "gif"},
		"text":                      {[]byte("Grüße\n"), "TEXT", "a.txt", "TEXT", "text/plain", "txt"},
		"markdown":                  {[]byte("# A\n\n<b>x</b>"), "TEXT", "a.md", "TEXT", "text/markdown", "md"},
		"text called picture":       {[]byte("hello"), "IMAGE", "a.png", "TEXT", "text/plain", "txt"},
		"text called page":          {[]byte("hello"), "TEXT", "a.html", "TEXT", "text/plain", "txt"},
		"script":                    {[]byte("alert(1)"), "TEXT", "a.js", "TEXT", "text/plain", "txt"},
		"csv":                       {[]byte("a;b\n1;2\n"), "TEXT", "a.csv", "CSV", "text/csv", "csv"},
		"csv by its type":           {[]byte("a;b\n1;2\n"), "CSV", "a", "CSV", "text/csv", "csv"},
		"note":                      {[]byte("buy milk"), "NOTE", "a", "NOTE", "text/plain", "txt"},
		"invented type":             {[]byte("hello"), "EXE", "a.exe", "TEXT", "text/plain", "txt"},
		"utf-16 little":             {utf16("Grüße €", binary.LittleEndian), "TEXT", "a.txt", "TEXT", "text/plain", "txt"},
		"utf-16 big":                {utf16("Grüße €", binary.BigEndian), "TEXT", "a.csv", "CSV", "text/csv", "csv"},
		"byte order mark":           {[]byte("\xef\xbb\xbfGrüße €"), "TEXT", "a.txt", "TEXT", "text/plain", "txt"},
		"windows":                   {[]byte("Gr\xfc\xdfe \x80"), "CSV", "a.csv", "CSV", "text/csv", "csv"},
		"spreadsheet":               {book, "TEXT", "a.xlsx", "CSV", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
		"spreadsheet called a text": {book, "TEXT", "a.txt", "CSV", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, s := newService(nil, attachment.Bounds{})
			a := add(t, s, c.kind, c.file, c.content)
			if a.Type != c.want || a.MediaType != c.mediaType || a.Extension != c.extension || a.Size != len(c.content) || a.FileName != "a" {
				t.Errorf("%+v", a)
			}
			v, err := s.View(t.Context(), "c_1", a.ID)
			if err != nil || (a.Type == attachment.Image) == (v.Image == nil) || !utf8.ValidString(v.Text) || strings.HasPrefix(v.Text, "\ufeff") {
				t.Errorf("%+v, %v", v, err)
			}
			if strings.Contains(name, "utf-16") || name == "windows" || name == "byte order mark" {
				if v.Text != "Grüße €" {
					t.Errorf("read %q", v.Text)
				}
			}
		})
	}
}

// Hostile and unreadable files are refused with a code that says why, and a field.
func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content []byte
		kind    attachment.Type
		file    string
		code    string
	}{
		"nothing":            {nil, "TEXT", "a.txt", "ATTACHMENT_EMPTY"},
		"blank":              {[]byte(" \n\t "), "TEXT", "a.txt", "ATTACHMENT_EMPTY"},
		"page as text":       {[]byte("<!DOCTYPE html><script>alert(1)</script>"), "TEXT", "a.txt", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"page after spaces":  {[]byte("\n\n  <script>alert(1)</script>"), "TEXT", "a.md", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"page in utf-16":     {utf16("<html><body>x</body></html>", binary.LittleEndian), "TEXT", "a.txt", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"svg as png":         {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "IMAGE", "a.png", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"svg with prologue":  {[]byte(`<?xml version="1.0"?><svg/>`), "IMAGE", "a.png", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"svg as note":        {[]byte(`<svg/>`), "NOTE", "a", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"zeros":              {[]byte("a\x00b"), "TEXT", "a.txt", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"utf-16, no mark":    {utf16("hello", binary.LittleEndian)[2:], "TEXT", "a.txt", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"program":            {[]byte("\x7fELF\x02\x01\x01\x00\x00"), "TEXT", "a.txt", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"bomb of pixels":     {hugePNG(t), "IMAGE", "a.png", "PICTURE_TOO_MANY_PIXELS"},
		"half a picture":     {photo(t, 9, 9)[:20], "IMAGE", "a.png", "PICTURE_UNREADABLE"},
		"picture as note":    {photo(t, 9, 9), "NOTE", "a.txt", "NOTE_NOT_TEXT"},
		"archive":            {archive(t, map[string]string{"a.txt": "x"}), "TEXT", "a.xlsx", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"half an archive":    {archive(t, map[string]string{"xl/workbook.xml": "x"})[:40], "CSV", "a.xlsx", "UNSUPPORTED_ATTACHMENT_TYPE"},
		"pdf without reader": {[]byte("%PDF-1.7"), "TEXT", "a.pdf", "ATTACHMENT_UNREADABLE"},
		"old spreadsheet":    {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "CSV", "a.xls", "UNSUPPORTED_ATTACHMENT_TYPE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, s := newService(nil, attachment.Bounds{})
			_, err := s.Add(t.Context(), "c_1", attachment.Upload{Type: c.kind, FileName: c.file, Content: c.content})
			field := "file"
			if c.code == "NOTE_NOT_TEXT" {
				field = "type"
			}
			wantRefusal(t, err, c.code, field)
			if len(m.files)+len(m.records) != 0 {
				t.Error("something was kept of it")
			}
		})
	}
}

// Names can be shown and saved anywhere.
func TestNames(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"report.txt": "report", "../../etc/passwd": "passwd", `C:\Users\x\plan.txt`: "plan", "a/b\\c.txt": "c", "": "file", "...": "file", ".txt": "txt",
		"CON": "_CON", "con.txt": "_con", "Lpt1.csv": "_Lpt1", "console.txt": "console", "a\x00b\x1f\r\n.txt": "ab", "invoice\u202Etxt.exe": "invoicetxt",
		"\u2066x\u2069\u200b.txt": "x", "bad\xffutf.txt": "badutf", "  dots . . .txt": "dots", `q"<>|?*:.txt`: "q_______", "日本語 レポート.txt": "日本語 レポート",
		"👩\u200d👩\u200d👧.txt": "👩\u200d👩\u200d👧", "a.tar.gz": "a.tar", "v1.2 final": "v1.2 final", strings.Repeat("ä", 300) + ".txt": strings.Repeat("ä", attachment.MaxName),
		"tab\tand\u00a0space.txt": "taband space",
	} {
		_, s := newService(nil, attachment.Bounds{})
		if a := add(t, s, attachment.Text, given, []byte("x")); a.FileName != want || (a.Extension != "txt" && a.Extension != "csv") {
			t.Errorf("%q is called %q.%s, want %q", given, a.FileName, a.Extension, want)
		}
	}
}

// What is kept of a long text is bounded, and says so; the file itself is kept as well.
func TestLongText(t *testing.T) {
	t.Parallel()
	m, s := newService(nil, attachment.Bounds{})
	var table strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&table, "%d;Ärtikel;%d\n", i, i*7)
	}
	a := add(t, s, attachment.CSV, "a.csv", []byte(table.String()))
	v, err := s.View(t.Context(), "c_1", a.ID)
	if n := utf8.RuneCountInString(v.Text); err != nil || n < attachment.MaxText || n > attachment.MaxText+100 || !strings.HasSuffix(v.Text, "[Cut: the file has more than 400000 characters.]") {
		t.Errorf("%d characters, %v", n, err)
	}
	if len(m.files) != 1 {
		t.Error("what was cut off is lost")
	}
}

func archive(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// workbook is a spreadsheet of the sheet "Prices", whose parts can be replaced.
func workbook(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"xl/workbook.xml":            `<workbook xmlns:r="x"><sheets><sheet name="Prices &amp; more" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
	}
	for name, content := range parts {
		all[name] = content
	}
	return archive(t, all)
}

// Cells are read as people see them.
func TestWorkbook(t *testing.T) {
	t.Parallel()
	_, s := newService(nil, attachment.Bounds{})
	a := add(t, s, attachment.CSV, "a.xlsx", workbook(t, map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="x"><sheets><sheet name="Prices &amp; more" r:id="rId1"/><sheet name="Empty" r:id="rId9"/><sheet name="Second" r:id="rId2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
		"xl/sharedStrings.xml": `<sst count="9999999999"><si><t>Name</t></si><si><r><t>Red </t></r><r><t>pen</t></r><rPh><t>hint</t></rPh></si></sst>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy&quot; d&quot;"/><numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` +
			`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>two
lines	tab</t></is></c></row>` +
			`<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2" s="2"><v>3</v></c><c r="D2" s="3"><v>45000.5</v></c><c r="E2" t="b"><v>1</v></c></row>` +
			`<row r="3"><c t="str"><f>A1&amp;"x"</f><v>Namex</v></c><c><v>1.5E3</v></c><c t="s"><v>-1</v></c><c t="s"><v>99</v></c><c t="e"><v>#N/A</v></c></row>` +
			`<row r="4"><c r="ZZZZZZ4"><v>7</v></c></row><row/></sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml": `<worksheet><sheetData><row><c r="A1"><v>2</v></c></row></sheetData></worksheet>`,
	}))
	v, err := s.View(t.Context(), "c_1", a.ID)
	want := "# Prices & more\n\nName\t\ttwo lines tab\nRed pen\t2023-03-15\t3\t2023-03-15 12:00:00\tTRUE\nNamex\t1500\t\t\t#N/A\n7\n\n# Empty\n\n\n# Second\n\n2\n"
	if err != nil || v.Text != want {
		t.Errorf("got  %q, %v\nwant %q", v.Text, err, want)
	}
}

// A workbook of some kilobytes that unpacks to gigabytes, nests a million elements, or repeats one long string a million times is refused or cut, within what may be unpacked.
func TestWorkbookBombs(t *testing.T) {
	t.Parallel()
	huge := strings.Repeat("x", 2<<20)
	for name, c := range map[string]struct {
		parts map[string]string
		code  string // "" = it is read, cut
	}{
		"unpacked":     {map[string]string{"xl/sharedStrings.xml": "<sst><si><t>" + strings.Repeat("x", 33<<20) + "</t></si></sst>"}, "ATTACHMENT_TOO_LARGE"},
		"strings":      {map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si/>", 1<<20+1) + "</sst>"}, "ATTACHMENT_TOO_LARGE"},
		"nested":       {map[string]string{"xl/worksheets/sheet1.xml": strings.Repeat("<a>", 3<<20)}, ""},
		"entities":     {map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "aaaa">]><x><row><c><v>&a;</v></c></row></x>`}, "ATTACHMENT_UNREADABLE"},
		"no end":       {map[string]string{"xl/worksheets/sheet1.xml": `<row><c><v>1</v`}, "ATTACHMENT_UNREADABLE"},
		"shared":       {map[string]string{"xl/sharedStrings.xml": "<sst><si><t>" + huge + "</t></si></sst>", "xl/worksheets/sheet1.xml": "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 100_000) + "</row>"}, ""},
		"far columns":  {map[string]string{"xl/worksheets/sheet1.xml": strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 100_000)}, ""},
		"sheet itself": {map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="../../../../etc/passwd"/></Relationships>`}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, s := newService(nil, attachment.Bounds{})
			a, err := s.Add(t.Context(), "c_1", attachment.Upload{Type: attachment.CSV, FileName: "a.xlsx", Content: workbook(t, c.parts)})
			if c.code != "" {
				wantRefusal(t, err, c.code, "file")
			} else if v, viewErr := s.View(t.Context(), "c_1", a.ID); err != nil || viewErr != nil || utf8.RuneCountInString(v.Text) > attachment.MaxText+100 {
				t.Errorf("%v, %v, %d bytes", err, viewErr, len(v.Text))
			}
		})
	}
}
