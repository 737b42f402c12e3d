package site

import "reflect"

// DataTypes returns the type of the data of each page's template, by the
// template's file. Pages have a pointer to one.
func DataTypes() map[string]reflect.Type {
	return map[string]reflect.Type{
		"404.html":        reflect.TypeFor[Missing](),
		"changes.html":    reflect.TypeFor[Changes](),
		"article.html":    reflect.TypeFor[Article](),
		"claim.html":      reflect.TypeFor[Claim](),
		"claims.html":     reflect.TypeFor[Claims](),
		"compare.html":    reflect.TypeFor[Compare](),
		"data.html":       reflect.TypeFor[Data](),
		"dossier.html":    reflect.TypeFor[Dossier](),
		"entities.html":   reflect.TypeFor[Entities](),
		"entity.html":     reflect.TypeFor[Entity](),
		"map.html":        reflect.TypeFor[Map](),
		"mentions.html":   reflect.TypeFor[Mentions](),
		"method.html":     reflect.TypeFor[Method](),
		"quotations.html": reflect.TypeFor[Quotations](),
		"reports.html":    reflect.TypeFor[Reports](),
		"search.html":     reflect.TypeFor[Search](),
		"source.html":     reflect.TypeFor[SourcePage](),
		"sources.html":    reflect.TypeFor[Sources](),
		"story.html":      reflect.TypeFor[Story](),
		"timeline.html":   reflect.TypeFor[Timeline](),
	}
}
