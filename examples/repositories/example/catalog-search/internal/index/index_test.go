package index

import "testing"

func TestFind(t *testing.T) {
	index := New([]Product{{Name: "Steel spade", Price: 39}, {Name: "Steel rake", Price: 29}})
	for query, want := range map[string]int{"steel": 2, "STEEL rake": 1, "hoe": 0} {
		if got := len(index.Find(query, 20)); got != want {
			t.Errorf("Find(%q) found %d products, want %d", query, got, want)
		}
	}
}

func TestFindStopsAtTheLimit(t *testing.T) {
	index := New([]Product{{Name: "Hoe"}, {Name: "Hoe"}})
	if got := len(index.Find("hoe", 1)); got != 1 {
		t.Errorf("found %d products, want 1", got)
	}
}
