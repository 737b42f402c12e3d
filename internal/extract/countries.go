package extract

import "strings"

// countries are the members and observers of the United Nations by their
// short English names, a few more that news calls so, and the abbreviations
// that stand for countries.
var countries = func() map[string]struct{} {
	const list = `Afghanistan|Albania|Algeria|Andorra|
Angola|Antigua and Barbuda|Argentina|Armenia|Australia|Austria|Azerbaijan|
Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Bosnia and Herzegovina|
Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi|Cabo Verde|Cambodia|Cameroon|Canada|
Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czechia|
Czech Republic|Denmark|Djibouti|Dominica|Dominican Republic|East Timor|Ecuador|Egypt|El Salvador|
Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|
Greece|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|
Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|
Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|
Mali|Malta|Marshall Islands|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|
Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|
North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|
Portugal|Qatar|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone|
Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|
Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad and Tobago|
Tunisia|Turkey|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|
Uzbekistan|Vanuatu|Vatican|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe|US|UK|USA|UAE|U.S.|U.K.|America|Britain|
England|Scotland|Wales|Northern Ireland|Great Britain|Gaza|West Bank|Kurdistan`
	set := make(map[string]struct{})
	for name := range strings.SplitSeq(strings.ReplaceAll(list, "\n", ""), "|") {
		set[name] = struct{}{}
	}
	return set
}()

// IsCountry reports whether name is a country's usual English name, without
// "the".
func IsCountry(name string) bool {
	_, ok := countries[name]
	return ok
}

// peoples are the adjectives of countries, and the plurals that name their
// people, with the countries.
var peoples = func() map[string]string {
	const list = `Afghan=Afghanistan|Albanian=Albania|Algerian=Algeria|American=America|American=United States|
Argentine=Argentina|Australian=Australia|Austrian=Austria|Bangladeshi=Bangladesh|Belgian=Belgium|
Brazilian=Brazil|Briton=Britain|British=Britain|British=United Kingdom|Bulgarian=Bulgaria|Canadian=Canada|
Chilean=Chile|Chinese=China|Colombian=Colombia|Cuban=Cuba|Czech=Czechia|Danish=Denmark|Dutch=Netherlands|
Egyptian=Egypt|Emirati=United Arab Emirates|English=England|Ethiopian=Ethiopia|Filipino=Philippines|
Finnish=Finland|French=France|German=Germany|Greek=Greece|Hungarian=Hungary|Indian=India|Indonesian=Indonesia|
Iranian=Iran|Iraqi=Iraq|Irish=Ireland|Israeli=Israel|Italian=Italy|Japanese=Japan|Jordanian=Jordan|Kenyan=Kenya|
Kurdish=Kurdistan|Kuwaiti=Kuwait|Lebanese=Lebanon|Libyan=Libya|Malaysian=Malaysia|Mexican=Mexico|
Moroccan=Morocco|Nigerian=Nigeria|Norwegian=Norway|Omani=Oman|Pakistani=Pakistan|Palestinian=Palestine|
Polish=Poland|Portuguese=Portugal|Qatari=Qatar|Romanian=Romania|Russian=Russia|Saudi=Saudi Arabia|
Scottish=Scotland|Somali=Somalia|Spanish=Spain|Sudanese=Sudan|Swedish=Sweden|Swiss=Switzerland|Syrian=Syria|
Thai=Thailand|Tunisian=Tunisia|Turkish=Turkey|Ukrainian=Ukraine|Venezuelan=Venezuela|Vietnamese=Vietnam|
Welsh=Wales|Yemeni=Yemen`
	m := make(map[string]string)
	for pair := range strings.SplitSeq(strings.ReplaceAll(list, "\n", ""), "|") {
		adjective, country, _ := strings.Cut(pair, "=")
		m[adjective] += country + "|"
		m[adjective+"s"] += country + "|"
	}
	return m
}()

// CountriesOf returns the names of the country that a word is the adjective of,
// or of whose people it speaks: Iran of "Iranian" and "Iranians". It returns nil
// if it is neither.
func CountriesOf(word string) []string {
	names := peoples[word]
	if names == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(names, "|"), "|")
}
