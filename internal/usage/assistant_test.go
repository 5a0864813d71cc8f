package usage_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"latchkey/internal/usage"
)

// history is a store that holds what was counted, in an order of its own.
type history struct {
	usage.Store
	used   []usage.Used
	denied []usage.Denied
}

func (h *history) EachUsed(_ context.Context, _ string, from, to time.Time, visit func(usage.Used)) error {
	for _, u := range h.used {
		if !u.Hour.Before(from) && u.Hour.Before(to) {
			visit(u)
		}
	}
	return nil
}

func (h *history) EachDenied(_ context.Context, _ string, from, to time.Time, visit func(usage.Denied)) error {
	for _, d := range h.denied {
		if !d.Hour.Before(from) && d.Hour.Before(to) {
			visit(d)
		}
	}
	return nil
}

func (h *history) KeyNames(context.Context, string) (map[string]string, error) {
	return map[string]string{"k_1": "Shop", "k_2": "Blog", "k_3": "Unused"}, nil
}

func (h *history) recorder() *usage.Recorder {
	return usage.New(h, func() time.Time { return noon }, slog.New(slog.DiscardHandler))
}

func used(key string, ago time.Duration, origin string, requests, messages int64) usage.Used {
	return usage.Used{KeyID: key, Hour: noon.Add(-ago), Origin: origin, Counts: usage.Counts{Requests: requests, Messages: messages, OutputTokens: 1}}
}

func denied(key string, ago time.Duration, caller string, reportOnly bool, n int64) usage.Denied {
	return usage.Denied{KeyID: key, Hour: noon.Add(-ago), Code: "ORIGIN_NOT_ALLOWED", Caller: caller, ReportOnly: reportOnly, Count: n, LastAt: noon.Add(-ago)}
}

// A report of an assistant adds up its keys, by hour, by website and by key; a key that was not used is not in it.
func TestAssistantReport(t *testing.T) {
	t.Parallel()
	h := &history{
		used: []usage.Used{
			used("k_2", time.Hour, "https://b.example", 1, 0), used("k_1", 2*time.Hour, "https://a.example", 4, 2),
			used("k_1", time.Hour, "https://a.example", 3, 1), used("k_1", time.Hour, "https://b.example", 2, 0),
			used("k_1", 8*24*time.Hour, "https://old.example", 100, 0),
		},
		denied: []usage.Denied{denied("k_2", time.Hour, "https://evil.example", false, 5), denied("k_1", time.Hour, "https://evil.example", true, 7)},
	}
	r, err := h.recorder().AssistantReport(t.Context(), "a", time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Step != 1 || r.Total != (usage.Counts{Requests: 10, Messages: 3, OutputTokens: 4}) {
		t.Errorf("step %d, total %+v", r.Step, r.Total)
	}
	if got := fmt.Sprint(r.Hours); len(r.Hours) != 2 || r.Hours[0].Requests != 4 || r.Hours[1].Requests != 6 || !r.Hours[0].Hour.Equal(noon.Add(-2*time.Hour)) {
		t.Errorf("hours %s", got)
	}
	if len(r.Origins) != 2 || r.Origins[0].Origin != "https://a.example" || r.Origins[0].Requests != 7 || !r.Origins[0].LastHour.Equal(noon.Add(-time.Hour)) {
		t.Errorf("origins %+v", r.Origins)
	}
	want := []usage.KeyReport{
		{KeyID: "k_1", Name: "Shop", Total: usage.Counts{Requests: 9, Messages: 3, OutputTokens: 3}, Hours: []usage.KeyHour{
			{Hour: noon.Add(-2 * time.Hour), Requests: 4, Messages: 2}, {Hour: noon.Add(-time.Hour), Requests: 5, Messages: 1}}},
		{KeyID: "k_2", Name: "Blog", Total: usage.Counts{Requests: 1, OutputTokens: 1}, Denials: 5, Hours: []usage.KeyHour{
			{Hour: noon.Add(-time.Hour), Requests: 1, Denials: 5}}},
	}
	if fmt.Sprint(r.Keys) != fmt.Sprint(want) {
		t.Errorf("keys %+v\nwant %+v", r.Keys, want)
	}
}

// However many keys an assistant has, its report has a bounded number of entries, and nothing is lost in it.
func TestAssistantReportOfManyKeys(t *testing.T) {
	t.Parallel()
	const keys, hours = 1000, 31 * 24
	h := &history{}
	for hour := range hours {
		for k := range keys {
			h.used = append(h.used, used(fmt.Sprint("k_", (k*7+hour)%keys), time.Duration(hour+1)*time.Hour, "https://a.example", 1, 1))
		}
	}
	h.denied = append(h.denied, denied("k_0", hours*time.Hour, "x", false, 3), denied("k_0", time.Hour, "x", false, 4))
	r, err := h.recorder().AssistantReport(t.Context(), "a", noon.Add(-usage.MaxSpan), noon)
	if err != nil {
		t.Fatal(err)
	}
	points := 0
	for _, k := range r.Keys {
		var requests, denials int64
		for i, hour := range k.Hours {
			requests += hour.Requests
			denials += hour.Denials
			if since := hour.Hour.Sub(r.From); since%(time.Duration(r.Step)*time.Hour) != 0 || i > 0 && !k.Hours[i-1].Hour.Before(hour.Hour) {
				t.Fatalf("%s: hour %v with step %d", k.KeyID, hour.Hour, r.Step)
			}
		}
		if requests != hours || k.Total.Requests != hours || denials != k.Denials {
			t.Fatalf("%s: %d of %d requests, %d of %d denials", k.KeyID, requests, k.Total.Requests, denials, k.Denials)
		}
		points += len(k.Hours)
	}
	if len(r.Keys) != keys || points > usage.MaxPoints || points < usage.MaxPoints/10 || len(r.Hours) != hours || r.Total.Requests != keys*hours {
		t.Errorf("%d keys with %d points of %d hours each, %d hours, %d requests", len(r.Keys), points, r.Step, len(r.Hours), r.Total.Requests)
	}
}

func TestAssistantDenials(t *testing.T) {
	t.Parallel()
	h := &history{denied: []usage.Denied{
		denied("k_2", time.Hour, "https://evil.example", false, 2), denied("k_1", time.Hour, "https://evil.example", false, 5),
		denied("k_1", 2*time.Hour, "https://evil.example", false, 1), denied("k_1", time.Hour, "https://evil.example", true, 3),
	}}
	for i := range 2 * usage.MaxListed {
		h.denied = append(h.denied, denied("k_3", 3*time.Hour, fmt.Sprintf("https://e%d.example", i), false, 1))
	}
	d, err := h.recorder().AssistantDenials(t.Context(), "a", time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Total != 8+2*usage.MaxListed || len(d.Hours) != 4 || !d.Hours[0].Hour.Equal(noon.Add(-3*time.Hour)) || d.Hours[2].ReportOnly || d.Hours[2].Count != 7 || !d.Hours[3].ReportOnly {
		t.Errorf("total %d, hours %+v", d.Total, d.Hours)
	}
	first, last := d.Callers[0], d.Callers[len(d.Callers)-1]
	if first.KeyID != "k_1" || first.Count != 6 || !first.LastAt.Equal(noon.Add(-time.Hour)) || d.Callers[1].KeyID != "k_1" || d.Callers[2].KeyID != "k_2" {
		t.Errorf("callers %+v", d.Callers[:3])
	}
	if len(d.Callers) != usage.MaxListed+1 || last.Caller != usage.Others || last.KeyID != "" || last.Count != usage.MaxListed+3 {
		t.Errorf("%d callers, the last %+v", len(d.Callers), last)
	}
}
