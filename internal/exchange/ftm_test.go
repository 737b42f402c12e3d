package exchange

import (
	"bytes"
	"fmt"
	"testing"

	"collate/internal/exchange/rules"
)

func TestThings(t *testing.T) {
	var b bytes.Buffer
	w := NewThings(&b)
	w.Begin("people.jane-doe", "Person")
	w.Property("name", "Jane Doe")
	w.Property("alias", "", "Doe", " ", "J. \"D\"\n")
	w.Property("position", "")
	w.Property("wikidataId", "Q1")
	w.End()
	w.Begin("places.a", "Address")
	w.End()
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	const want = `{"id":"people.jane-doe","schema":"Person","properties":{"name":["Jane Doe"],"alias":["Doe","J. \"D\"\n"],"wikidataId":["Q1"]}}
{"id":"places.a","schema":"Address","properties":{}}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if things, broken := rules.FollowTheMoney(b.Bytes()); len(things) != 2 || fmt.Sprint(broken) != "[places.a: a Address needs name]" {
		t.Errorf("%v, %v", things, broken)
	}
}
