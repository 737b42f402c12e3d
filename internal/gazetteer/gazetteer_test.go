package gazetteer

import "testing"

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		names []string
		want  string // the first one's name, "" for none
		lat   float64
	}{
		{[]string{"Oslo"}, "Oslo", 59.9186},
		{[]string{"sao paulo"}, "São Paulo", -23.5587},
		{[]string{"Ain al-Asad", "Port au Prince"}, "Port-au-Prince", 18.543},
		{[]string{"Brennhaven"}, "", 0},
		{nil, "", 0},
	} {
		got := Find(tt.names...)
		if tt.want == "" {
			if len(got) > 0 {
				t.Errorf("%v: %v", tt.names, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Name != tt.want || got[0].Lat < tt.lat-.01 || got[0].Lat > tt.lat+.01 {
			t.Errorf("%v: %+v, want %s at %g", tt.names, got, tt.want, tt.lat)
		}
	}
}

func TestTable(t *testing.T) {
	const want = 243
	if n := len(cities()); n != want {
		t.Errorf("%d cities, want %d", n, want)
	}
	for _, c := range cities() {
		if c.Lat < -90 || c.Lat > 90 || c.Lon < -180 || c.Lon > 180 || c.Name == "" {
			t.Errorf("%+v", c)
		}
	}
}
