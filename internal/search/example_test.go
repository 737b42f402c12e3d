package search_test

import (
	"fmt"

	"collate/internal/search"
)

func ExampleFold() {
	fmt.Println(search.Fold("Kata’ib"), search.Fold("al-Asad"), search.Fold("Zoë"), search.Fold("U.S.-led"))
	// Output: kataib al asad zoe us led
}

func ExampleScript() {
	script, err := search.Script([]search.Document{
		{Kind: search.Place, Title: "Old harbour", Page: "places/old-harbour.html", Names: []string{"the Harbour"}},
	})
	fmt.Printf("%s%v\n", script, err)
	// Output:
	// collateSearch({"docs":[[1,"Old harbour","places/old-harbour.html",["the Harbour"]]]})
	// <nil>
}
