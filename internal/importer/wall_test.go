package importer

import (
	"errors"
	"strings"
	"testing"
)

func TestCleanRefusesWalls(t *testing.T) {
	for _, tt := range []struct{ name, raw, want string }{
		{
			"cookies.txt", "The Herald\n\nBefore you continue\n\nWe and our 843 partners store and access information on your device, such " +
				"as cookies, for personalised ads and content.\n\nWith your permission we and our partners may use your exact location.\n",
			"a cookie notice",
		},
		{
			"login.txt", "Ferry aground off Skerrin\n\nThis article is for subscribers only. To continue reading, please log in or " +
				"subscribe to The Strait from a pound a week.\n\nAlready a subscriber? Log in\n",
			"a request to sign in or to subscribe",
		},
		{
			"error.html", "<html><title>403 Forbidden</title><body><h1>Forbidden</h1><p>You don’t have permission to access this page. " +
				"Additionally, a 404 Not Found error was met.</p></body></html>",
			"an error page",
		},
		{
			"robot.txt", "Just a moment...\n\nChecking your browser before it is let in to herald.example. This process is automatic. " +
				"Please enable JavaScript and cookies to go on.\n",
			"a check for robots",
		},
		{
			"article.txt", "Harbour Board fined over cookies\n\nThe Harbour Board must pay a fine because its pages use cookies without asking, " +
				"a court in Port Ellery ruled on Friday.\n\nThe board said that it would appeal against the ruling, which it called far " +
				"too harsh for so small a harbour as this one.\n\nJane Doe, who had brought the case, said that she was glad.\n",
			"",
		},
	} {
		d, err := Clean([]byte(tt.raw), tt.name)
		switch {
		case tt.want == "" && (err != nil || len(d.Paragraphs) != 3):
			t.Errorf("%s: %q, %v", tt.name, d.Paragraphs, err)
		case tt.want != "" && (!errors.Is(err, ErrNoBody) || !strings.Contains(err.Error(), "it is "+tt.want)):
			t.Errorf("%s: %v, want %s; %q", tt.name, err, tt.want, d.Paragraphs)
		}
	}
}
