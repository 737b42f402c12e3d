package importer

import (
	"fmt"
	"strings"
)

// walls are the pages that a browser shows in place of an article, and what
// they say, in lower case with straight apostrophes.
var walls = []struct {
	what    string
	phrases []string
}{
	{"a cookie notice", []string{
		"our partners", "store and access information on", "store and/or access information", "use of cookies",
		"uses cookies",
		"use cookies", "accept cookies", "accept all cookies", "consent to our", "your consent", "your privacy",
		"personalised ads", "personalized ads", "personalised advertising", "personalized advertising",
	}},
	{"a request to sign in or to subscribe", []string{
		"to continue reading", "to keep reading", "continue reading this article", "to read this article",
		"sign in to",
		"log in to", "log in or subscribe", "already a subscriber", "already have an account", "for subscribers only",
		"subscribers only", "create an account", "create a free account", "your email address and password",
		"forgot your password",
		"start your free trial", "cancel anytime", "cancel any time",
	}},
	{"an error page", []string{
		"have permission to access", "page not found", "not found error", "404 not found", "404 error",
		"403 forbidden",
		"page you requested", "page you are looking for", "page you were looking for",
		"could not be found on this server",
		"was not found on this server", "access denied", "bad gateway", "service unavailable",
		"internal server error",
		"temporarily unavailable", "not available in your region", "unavailable in your region",
		"unavailable due to legal reasons",
	}},
	{"a check for robots", []string{
		"checking your browser", "verify you are human", "verify that you are human", "you are not a robot",
		"you're not a robot",
		"are you a robot", "enable javascript", "enable cookies", "unusual traffic", "complete the captcha",
		"completing the captcha", "security check to access",
	}},
}

// wall says what a page is instead of an article: short, and most of it what
// such pages say. It returns "" for an article.
func wall(d *Draft) string {
	const most = 250 // words
	if d.Words > most || d.Words == 0 {
		return ""
	}
	for _, w := range walls {
		all, said := 0, 0
		for _, md := range d.Paragraphs {
			text := strings.ReplaceAll(strings.ToLower(plain(md)), "’", "'")
			words := len(strings.Fields(text))
			all += words
			for _, p := range w.phrases {
				if strings.Contains(text, p) {
					said += words
					break
				}
			}
		}
		if said*2 > all {
			return w.what
		}
	}
	return ""
}

// refuseWall returns a draft with no more than its error if it is of no
// article.
func refuseWall(d Draft, err error) (Draft, error) {
	if err != nil {
		return d, err
	}
	if what := wall(&d); what != "" {
		return Draft{}, fmt.Errorf("%w: it is %s", ErrNoBody, what)
	}
	return d, nil
}
