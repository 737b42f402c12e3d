package importer

import (
	"strings"
	"unicode"
)

// A match says how a stock phrase must stand in a unit.
type match uint8

const (
	exact  match = iota // it is all of the unit
	prefix              // the unit begins with it
	within              // it stands anywhere in the unit
)

// A phrase is a line that news systems print around articles.
type phrase struct {
	match match
	words int // the most that the unit may have, unless exact
	text  string
}

// A furniture is a kind of page part with the phrases that give it away.
type furniture struct {
	what string
	rest bool // under the article, all that follows belongs to it
	list []phrase
}

// exactly makes phrases of lines that are all of a unit.
func exactly(lines string) []phrase { return phrases(exact, 0, lines) }

func phrases(m match, words int, lines string) []phrase {
	var list []phrase
	for l := range strings.SplitSeq(lines, "|") {
		list = append(list, phrase{m, words, strings.TrimSpace(l)})
	}
	return list
}

func and(lists ...[]phrase) []phrase {
	var all []phrase
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// stock is the furniture of pages, by what it is. They are the defaults of
// WordPress and other systems, and the wording of consent, sign-in and sharing
// tools; order matters only where two would match.
var stock = []furniture{
	{"comment form", true, and(
		exactly(
			"leave a reply | leave a comment | post a comment | add a comment | write a comment | "+
				"submit a comment | join the discussion | join the conversation | have your say | "+
				"cancel reply | "+
				"leave a reply cancel reply"),
		phrases(prefix, 8, "leave a reply to | leave a comment on | leave a reply cancel"))},
	{"comment form", false, and(
		exactly(
			"name | email | website | comment | name * | email * | comment * | website * | name (required) | "+
				"email (required) | post comment | submit comment | email address | submit | reply | "+
				"notify me of new posts by email | your name | your email | your comment"),
		phrases(prefix, 40,
			"your email address will not be published | save my name, email | required fields are marked | "+
				"notify me of | this site uses akismet | you must be logged in to post | you must log in to | "+
				"please log in to comment | by posting your comment | you will need to register before | "+
				"learn how your comment data is processed"))},
	{"comments", true, and(
		phrases(prefix, 30, "no comments have so far | be the first to comment | add your comment | "+
			"welcome to our new and improved comments | share or comment on this article | "+
			"share what you think"),
		exactly("comments | submit comment clear | view comments | show comments | reader comments | all comments | "+
			"your comments | most voted | newest comments | comentarios | commentaires | kommentare | commenti | "+
			"reacties"),
		phrases(prefix, 6, "comments ( | view comments ("))},
	{"related stories", true, and(
		exactly(
			"you may also like | you might also like | you may like | related | related stories | "+
				"related articles | related posts | related news | related topics | related content | "+
				"related coverage | related links | related reading | more on this story | more on this | "+
				"more on this topic | more stories | more news | more headlines | read next | read more | "+
				"what to read next | up next | next up | next article | previous article | next post | "+
				"previous post | recommended | recommended for you | recommended stories | "+
				"recommended articles | most read | most popular | most viewed | most shared | most watched | "+
				"popular | popular now | popular stories | popular posts | trending | trending now | "+
				"trending stories | latest | latest news | latest stories | latest headlines | top stories | "+
				"top news | editor's picks | editors' picks | editor's choice | don't miss | "+
				"in case you missed it | from our partners | from the web | "+
				"around the web | sponsored content | promoted stories | promoted content | paid content | "+
				"we recommend | keep reading | continue reading | more like this | other stories | "+
				"in other news | stories you may like | articles you may like | you may be interested in | "+
				"more for you | in this story | elsewhere on the site | more top stories | "+
				"today's top stories | "+
				"in pictures | more videos | related videos | related internet links | recent posts | "+
				"most recent | more on | discussion about this post | "+
				"te puede interesar | lo más leído | lo más visto | más noticias | noticias relacionadas | "+
				"les plus lus | sur le même sujet | mehr zum thema | auch interessant | "+
				"meistgelesen | das könnte sie auch interessieren | i più letti | "+
				"meest gelezen"),
		phrases(prefix, 6,
			"more from | more in | more about | more stories from | more by | related to | recommended by | "+
				"you might be interested | people also read"))},
	{"related stories", false, exactly("lire aussi | lire également | read also | also read | lesen sie auch | " +
		"leer también | " +
		"leia mais | see also | à lire aussi | leggi anche | leia também | lees ook | läs mer | les også")},
	{"related link", false, phrases(prefix, 25,
		"read next | read more: | watch above: | watch now: | read the full article | read full article | "+
			"read also: | also read: | see also: | related: | watch: | read: | more: | "+
			"video: | audio: | gallery: | "+
			"listen: | also see: | read more - | read more about | lea también: | lee también: | lire aussi : | "+
			"à lire aussi : | lesen sie auch: | lesen sie auch | mehr dazu: | leggi anche: | leia também: | "+
			"lees ook:")},
	{"advertisement", false, and(
		exactly(
			"advertisement | advertisements | advertising | ad | ads | advert | adverts | sponsored | "+
				"promoted | buy now | video loading | video unavailable | click to play | report this ad | "+
				"story continues | ad feedback | close ad | skip ad | paid post | advertisment | "+
				"publicidad | anzeige | publicité"),
		phrases(prefix, 10,
			"advertisement | continue reading the main story | article continues below | "+
				"story continues below | continue reading below | "+
				"scroll to continue | story continues after | article continues after | "+
				"content continues below"))},
	{"photo gallery", false, and(
		exactly("caption | back to gallery | view gallery | open gallery | show more photos | 1 / 1 | expand image | "+
			"of"),
		phrases(prefix, 5, "image 1 of | photo 1 of | 1 of"))},
	{"logo", false, and(exactly("logo | site logo | brand logo"), phrases(prefix, 4, "logo of"))},
	{"share links", false, and(
		exactly(
			"share | share this | share this article | share this story | share this post | share article | "+
				"tweet | facebook | twitter | x | whatsapp | email this | print | print this | copy link | "+
				"copy url | link copied | linkedin | pinterest | reddit | tumblr | telegram | messenger | "+
				"save | "+
				"save article | bookmark | share via | follow us | listen to this article | "+
				"facebook twitter | "+
				"like this: | like this | like loading | loading... | loading… | share: | compartir | partager | "+
				"teilen | condividi | compartilhar | delen"),
		phrases(prefix, 8,
			"lire plus tard | today in: | share on | share with | share to | share via | click to share | "+
				"click to email | "+
				"click to print | follow us on | like us on | share this on | share facebook | "+
				"facebook twitter | tweet on | pin it | this story has been shared | click to copy"))},
	{"tag list", false, and(
		exactly("tags | topics | tagged | filed under | archivado en | mots-clés | schlagworte"),
		phrases(prefix, 200,
			"tagged , | tagged: | tagged with | tags: | topics: | filed under: | filed under | posted in | "+
				"categories: | category: | keywords: | in this article:"))},
	{"newsletter", false, and(
		exactly("never miss a story | newsletter | newsletters | get our newsletter | sign me up"),
		phrases(prefix, 40,
			"subscribe to our | subscribe to the | get our newsletter | get the latest news | "+
				"get all the latest | get the day's | sign-up next time | want to get notified | "+
				"thank you for signing up | "+
				"the next time we write about | we will email you whenever | know about breaking news as it | "+
				"click here to turn on notifications | sign up here | sign up for our | sign up to our | "+
				"sign up to receive | by signing up | receive our newsletter | join our newsletter | "+
				"enter your email | be the first to know | get local news | get the biggest | "+
				"delivered to your inbox | get breaking news | join our mailing list | "+
				"our free email | thanks for reading | thank you for reading our | subscribe for free"),
		phrases(within, 60, "and never miss a | app for android | app for ios | to your inbox | in your inbox | "+
			"email you a link | our newsletter | privacy policy and terms"))},
	{"sign-in form", false, and(
		exactly(
			"sign in | sign up | log in | login | log out | logout | register | my account | "+
				"create account | create an account | subscribe | forgot password | forgot your password? | "+
				"remember me | join our commenting forum"),
		phrases(prefix, 40,
			"thank you for registering | please refresh the page | please refresh your browser | "+
				"choose the plan that | digital access or | already have an account | already a subscriber | "+
				"already a member | already registered | "+
				"not a member | sign in to | sign up to | sign up for | log in to | register for free | "+
				"register now | create a free account | create your free account | "+
				"join thought-provoking conversations | subscribe to read | subscribe now | "+
				"to continue reading | subscribe today | i understand and agree | you have reached your | "+
				"you have read your | this content is for | "+
				"become a member | join our commenting | enter your password | please sign in | "+
				"please log in | "+
				"want to bookmark your favourite"),
		phrases(within, 30, "to be logged in | see their replies | other * readers"))},
	{"site notice", false, and(
		exactly(
			"all rights reserved | terms of use | terms and conditions | terms of service | privacy policy | "+
				"cookie policy | privacy | contact us | contact | about us | advertise with us | advertise | "+
				"help | faq | careers | sitemap | site map | accept | accept all | accept cookies | "+
				"manage cookies | cookie settings | got it | i agree | privacy notice | "+
				"do not sell my personal information | accessibility | corrections | code of ethics"),
		phrases(prefix, 60,
			"copyright © | © | (c) 20 | copyright 20 | we use cookies | this website uses cookies | "+
				"this site uses cookies | by continuing to use | by using this site | "+
				"our journalism needs your support | support our journalism | "+
				"support independent journalism | "+
				"did this article | was this page | follow me on | opinions expressed by | disclaimer: | "+
				"disclaimer ( | original content available for | "+
				"will be used in accordance with | "+
				"protected by google recaptcha | this copy is for your personal | please support | "+
				"this article is more than | the articles on this site are | privacy notice: | "+
				"support local journalism | "+
				"transcripts are created on | please turn on javascript | "+
				"please enable javascript | do you have a story | listen live | was this article | "+
				"reuse this content"),
		phrases(within, 40, "appears in print on | appeared in print on | get in touch with us at | "+
			"our standards: | "+
			"is not responsible for the content of external sites | all rights reserved | "+
			"may not be reproduced | without modifications to the text | no substitute for the advice | "+
			"do not sell my personal information | may not be published, broadcast | uses cookies"))},
	{"navigation", false, and(
		exactly(
			"menu | home | search | skip to content | skip to main content | skip to navigation | "+
				"toggle navigation | open menu | close menu | close | back to top | go to top | top | "+
				"main menu | primary menu | back | next | previous | news | world | politics | business | "+
				"sport | sports | opinion | culture | video | videos | live | world news | breaking | "+
				"breaking news | uk news | us news | local news | sections | site index | more | show more | "+
				"load more | view all | see all | expand | notifications | edition"),
		phrases(prefix, 6, "you are here | skip to"))},
	{"author box", false, and(
		exactly("a guest post by | written by | share this post | about the writer | meet the author"),
		phrases(prefix, 12, "more articles by | view all posts by | see all posts by | all posts by | "+
			"follow the author"))},
	{"request for money", false, and(
		exactly("donate | donate now | give now | make a donation | make a contribution | other amount"),
		phrases(prefix, 40, "will you support | will you help us | we accept credit card | if you value our | "+
			"help keep our | make a one-time contribution | most news outlets make their money | "+
			"before you go, please | yes, i'll give"),
		phrases(within, 60, "making a donation | consider donating | thanks for donating | your donation"))},
	{"embedded post", false, and(
		exactly("view this post on instagram | view on instagram | view on x | view on twitter | view tweet"),
		phrases(prefix, 12, "a post shared by | this content is hosted on | to view this content"))},
	{"read time", false, phrases(within, 6, "min read | minute read | minutes read | mins read | "+
		"minutes to read")},
}

// storyWords are what a heading of related stories lists, whichWords which of
// them, and joinWords what may stand between.
var (
	storyWords = newWords("stories story news headlines articles article posts videos coverage reads topics links " +
		"content reading episodes")
	whichWords = newWords("more most latest top trending popular related recommended other recent similar featured " +
		"further breaking must next previous viewed shared commented suggested hottest")
	joinWords = newWords("the our your from in on of for and & to this that local us uk world you may like week today's " +
		"today now read by like up you'll love also")
)

// isStoriesHeading reports whether a folded line heads a list of other
// stories: "more news stories", "latest headlines".
func isStoriesHeading(s string) bool {
	const most = 6 // words
	which, stories := false, false
	words := strings.Fields(s)
	if len(words) == 2 && words[0] == "more" {
		return true // "More Arts"
	}
	for _, w := range words {
		switch {
		case whichWords[w]:
			which = true
		case storyWords[w]:
			stories = true
		case !joinWords[w]:
			return false
		}
	}
	return len(words) <= most && which && (stories || words[0] == "most")
}

var relatedStories = furniture{what: "related stories", rest: true}

// stockPart returns the furniture that a unit is, or nil.
func stockPart(u *unit) *furniture {
	s := fold(u.text)
	switch {
	case s == "":
		return nil
	case isStoriesHeading(s):
		return &relatedStories
	case isVideoLink(u):
		return &videoLink
	case u.words <= 4 && morePictures().MatchString(u.text):
		return &gallery
	case isWriterNote(u):
		return &authorNote
	}
	sentence := u.words > 12 && u.stops() && !addresses(s)
	for i := range stock {
		for _, p := range stock[i].list {
			if p.in(s, u.words) && (p.match == exact || !sentence || stock[i].rest) {
				return &stock[i]
			}
		}
	}
	if n, rest, ok := strings.Cut(s, " "); ok && isDigits(n) && (rest == "comments" || rest == "comment" ||
		rest == "replies" || rest == "shares" || rest == "responses" ||
		strings.HasPrefix(rest, "thoughts on ") || strings.HasPrefix(rest, "thought on ")) {
		return &comments
	}
	return nil
}

// addresses reports whether a folded line speaks to the reader, or of rights, as
// furniture does; a sentence of a report that happens to hold a stock phrase,
// "criticised for making a donation", does not.
func addresses(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "you", "your", "our", "us", "we", "me", "my", "i", "subscribe", "subscribers", "click", "newsletter",
			"copyright", "permission", "reserved", "republished", "disclaimer", "recaptcha", "tagged", "categories":
			return true
		}
	}
	return strings.ContainsAny(s, "©®™") || strings.Contains(s, "may not be") || strings.Contains(s, "to the text")
}

var (
	comments   = furniture{what: "comments", rest: true}
	videoLink  = furniture{what: "related link"}
	gallery    = furniture{what: "photo gallery"}
	authorNote = furniture{what: "author box"}
)

// videoLength opens the title of a video that is set into an article.
var videoLength = pattern(`^\d:\d\d \D`)

// morePictures is a link to the rest of a gallery: "+7", "+7View gallery".
var morePictures = pattern(`^\+\d{1,2}(?:$|\D)`)

func isVideoLink(u *unit) bool {
	return u.words > 4 && !u.stops() && videoLength().MatchString(u.text)
}

// firstPerson opens what a writer says of himself.
var firstPerson = pattern(`(?i)^I (?:write|cover|report) (?:about|on) |^I(?: am|’m|'m) an? .{0,80}\b(?:` +
	`contributor|writer|journalist|reporter|` +
	`author|editor|freelancer|columnist)\b`)

func isWriterNote(u *unit) bool { return u.words <= 150 && firstPerson().MatchString(u.text) }

func (p phrase) in(s string, words int) bool {
	switch {
	case p.match == exact:
		return s == p.text
	case words > p.words:
		return false
	case p.match == within:
		before, after, gap := strings.Cut(p.text, "*")
		if !gap {
			return strings.Contains(s, p.text)
		}
		i := strings.Index(s, before)
		return i >= 0 && strings.Contains(s[i:], after)
	}
	return strings.HasPrefix(s, p.text)
}

// fold returns text in lower case with straight marks, without bullets before
// it and punctuation behind it.
func fold(text string) string {
	s := foldMarks.Replace(strings.ToLower(text))
	s = strings.TrimLeft(s, "-–—•·*>»|#+ \t")
	return strings.TrimRight(s, " .:!>»|-–—→›")
}

var foldMarks = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789,") == ""
}
