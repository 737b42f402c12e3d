// Searches search-index.js: internal/search documents hooks, format and folding.
(() => {
  'use strict';
  const TEXTS = 6, SILENT = /[\p{Cf}'’‘‛`´ʹʺʻʼʽʾʿˈ′ـ]/u, LETTER = /\p{L}/u, NUMBER = /\p{N}/u, MARK = /\p{M}/u;
  const SPELL = { ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th',
    ی: 'ي', ى: 'ي', ک: 'ك', ة: 'ه', ە: 'ه' };
  for (const zero of [0x660, 0x6f0]) for (let n = 0; n < 10; n++) SPELL[String.fromCharCode(zero + n)] = n;

  // search.Fold. at gets the place in text that each letter of the result is from.
  function fold(text, at = []) {
    let out = '', run = 0, gap = '', pos = 0;
    const chars = [...text];
    chars.forEach((c, i) => {
      for (let d of SILENT.test(c) ? '' : c.normalize('NFKD')) {
        d = d.toLowerCase();
        if (MARK.test(d) || SILENT.test(d)) continue;
        if (LETTER.test(d) || NUMBER.test(d)) {
          out += (out && gap) + (SPELL[d] ?? d);
          gap = '';
          run = LETTER.test(d) ? run + 1 : 2;
        } else {
          if (d !== '.' || run !== 1 || !LETTER.test(chars[i + 1])) gap = ' ';
          run = 0;
        }
      }
      while (at.length < out.length) at.push(pos);
      pos += c.length;
    });
    return out;
  }

  const docs = [], lexicon = new Map(), bearers = (w) => lexicon.get(w) || []; // who has the word in a name
  window.collateSearch = (index) => {
    let at = index.at ?? docs.length, page;
    for (const w of index.words || []) lexicon.set(w, bearers(w)); // for .find
    for (const w of index.names?.split(' ') || []) if (!bearers(w)[0]) lexicon.set(w, [{ parts: [] }]);
    for (const [kind, title, to, others = [], note = '', text = '', lang] of index.docs || []) {
      const url = to[0] === '#' ? page + to : to;
      [page] = url.split('#');
      const names = [title, ...others], keys = kind < TEXTS ? names.map((n) => fold(n)) : [], role = ' ' + fold(note);
      const doc = { kind, title, url, lang, names, keys, note, role, text, parts: keys.filter(Boolean).map((k) => k.split(' ')),
        head: ' ' + (kind === TEXTS ? fold(title) : keys.join(' ')), body: `${role} ${fold(text)} ` };
      docs[at++] = doc;
      for (const w of (doc.head + doc.body).split(' ')) lexicon.set(w, bearers(w));
      if (kind < 4) for (const w of doc.parts.flat()) lexicon.set(w, [...bearers(w), doc]);
    }
  };
  window.collateSearch.fold = fold;

  const byId = (id) => document.getElementById(id), box = byId('search');
  if (!box) return;
  const { groups, phrases } = JSON.parse(box.dataset.words), plural = new Intl.PluralRules(document.documentElement.lang);
  const say = window.collateSearch.say = (key, v = {}, forms = phrases[key]) =>
    (forms[plural.select(v.n)] ?? forms.other).replace(/{(\w+)}/g, (_, name) => v[name]);
  const field = byId('q'), list = byId('search-results'), status = byId('search-status'), { root } = box.dataset;
  const SMALL = /^(.|al|el|the|mr|ayatollah)$/; // may stand beside a name
  const has = (hay, word) => hay.includes(' ' + word), solid = (s) => s.replaceAll(' ', '');

  // 0: a name, 1: words of one, 2: their beginnings, 3: a name beside words of the note,
  // 4: a phrase in the text, 5: the beginning of one, 6: all there somewhere.
  function rank({ kind, keys, parts, head, body, role }, phrase) {
    const words = phrase.split(' '), all = (fits) => words.every(fits);
    if (keys.includes(phrase)) return 0;
    if (keys.some((k) => all((w) => has(` ${k} `, w + ' ')))) return 1;
    if (keys.some((k) => all((w) => has(' ' + k, w)) || solid(k).startsWith(solid(phrase)))) return 2;
    if (kind < 3 && parts.some((name) => name.every((k) => words.includes(k)))
      && all((w) => SMALL.test(w) || has(head + role, w))) return 3;
    if (has(body, phrase)) return has(body, phrase + ' ') ? 4 : 5;
    return all((w) => has(head + body, w)) && (kind !== TEXTS || words.some((w) => has(body, w))) ? 6 : Infinity;
  }

  // How far apart two words sound, 0 to 1. Vowels and h weigh less, as in package link.
  const sound = (w) => w.replace(/ph/g, 'f').replace(/[cs]h/g, 'x').replace(/z|c(?=[eiy])/g, 's')
    .replace(/gh|[cq]/g, 'k').replace(/w/g, 'v').replace(/(.)\1+/g, '$1');
  const weight = (c) => (/[aeiouyh]/.test(c) ? 0.3 : 1);
  function apart(word, other) {
    const a = sound(word), b = sound(other);
    if (Math.max(a.length, b.length) < 3 || /\d/.test(a + b)) return +(word !== other);
    let last, row = [0];
    for (const d of b) row.push(row.at(-1) + weight(d));
    const most = row.at(-1);
    for (let i = 0; i < a.length; i++) {
      const c = a[i], next = [row[0] + weight(c)];
      for (let j = 0; j < b.length; j++) {
        const d = b[j], turned = i && c === b[j - 1] && d === a[i - 1] ? last[j - 1] + 1 : Infinity;
        next.push(Math.min(turned, next[j] + weight(d), row[j + 1] + weight(c),
          row[j] + (c !== d && Math.max(weight(c), weight(d)))));
      }
      [last, row] = [row, next];
    }
    return row.at(-1) / Math.max(most, row[0]);
  }
  const byScore = (a, b) => a.score - b.score;
  const closest = (list, limit) => list.sort(byScore)
    .filter(({ score }) => score <= Math.min(limit, list[0].score + 0.1)).slice(0, 5);

  // w and other spellings of its bearers if it begins a word of the index, else what is like it.
  function forms(w) {
    const all = [...lexicon.keys()], known = all.some((k) => k.startsWith(w));
    return closest((known ? [...new Set([w, ...bearers(w).flatMap((d) => d.parts.flat())])] : all)
      .map((k) => ({ k, score: apart(w, k) * (bearers(k)[0] ? 1 : 9) })), 0.3).map(({ k }) => k);
  }

  // Whose name is like the query or a part of it.
  function nearest(words, limit) {
    const near = (k, some) => Math.min(...some.map((w) => apart(w, k)));
    const far = (name) => name.length / 100 + Math.min(near(words.join(''), [...name, name.join('')]),
      name.reduce((n, k) => n + near(k, words), 0) / name.length * 1.5);
    return closest(docs.filter((d) => d.kind < 4).map((doc) => {
      const fars = doc.parts.map(far), score = Math.min(...fars);
      return { doc, score, name: fars.indexOf(score) };
    }), limit);
  }

  function make(parent, name, text = '', cls = '') {
    const e = parent.appendChild(document.createElement(name));
    e.textContent = text;
    if (cls) e.className = cls;
    return e;
  }

  // Writes text, or width letters of it around the first hit, with the hits marked.
  function write(parent, text, words, width = text.length) {
    const at = [], hay = ' ' + fold(text, at), hits = [];
    for (const w of words) {
      for (let i = -1; (i = hay.indexOf(' ' + w, i + 1)) >= 0;) {
        let end = at[i + w.length - 1] + 1;
        while (/[\p{M}\udc00-\udfff]/u.test(text[end] || '')) end++;
        hits.push([at[i], end]);
      }
    }
    hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const start = text.length > width && hits.length ? hits[0][0] - width / 3 : 0;
    let pos = start > 0 ? text.indexOf(' ', start) + 1 : 0;
    const stop = pos + width < text.length ? text.lastIndexOf(' ', pos + width) : text.length;
    if (pos) parent.append('… ');
    for (const [from, to] of hits.filter((h) => h[1] <= stop)) {
      if (from < pos) continue;
      parent.append(text.slice(pos, from));
      make(parent, 'mark', text.slice(from, to));
      pos = to;
    }
    parent.append(text.slice(pos, stop), stop < text.length ? ' …' : '');
  }

  function item(ul, { doc, score, name }, words) {
    const li = make(ul, 'li'), a = make(li, 'a');
    a.href = root + doc.url;
    write(a, doc.title, doc.kind >= TEXTS ? [] : words);
    const fits = (i, w) => has(' ' + doc.keys[i], w);
    const also = doc.names.filter((n, i) => i && (i === name || words.some((w) => fits(i, w) && !fits(0, w))));
    const note = [doc.note, also.length && say('also', { names: also.slice(0, 3).join(say('comma')) })].filter(Boolean).join(say('semicolon'));
    if (note) write(make(li, 'span', ' ', 'role'), note, words);
    if (doc.text && score > 2) write(make(li, 'p'), doc.text, words, 220);
    if (doc.lang) (doc.kind === 3 ? a : li.lastChild).lang = doc.lang;
    return a;
  }

  // fetch gets some of those left.
  function group(label, hits, words, shown = 8, left = 0, fetch = null) {
    if (!hits.length && !left) return;
    const section = make(list, 'section');
    make(make(section, 'h2', label + ' '), 'span', hits.length + left, 'n');
    const ul = make(section, 'ul', '', 'results'), rest = hits.slice(shown);
    const links = hits.slice(0, shown).map((h) => item(ul, h, words));
    left += rest.length;
    if (left) {
      const more = make(section, 'button', say('more', { n: fetch ? Math.min(left, 24) : left }));
      more.type = 'button';
      more.onclick = () => {
        more.remove();
        if (fetch) fetch(); else rest.map((h) => item(ul, h, words))[0].focus();
      };
    }
    return links;
  }

  function search(kind, from) {
    const bare = (w) => (bearers(w)[0] || !bearers(w.replace(/s$/, ''))[0] ? w : w.slice(0, -1)); // Soleimani’s
    const query = field.value.trim().slice(0, 200); // each word is held against all others
    const words = [...new Set(fold(query).split(' ').filter(Boolean).map((w) => bare(w.slice(0, 100))))].slice(0, 12);
    try {
      if (query !== asked()) history.replaceState(null, '', '#q=' + encodeURIComponent(query));
    } catch { /* some browsers keep the address of a file as it is */ }
    list.textContent = status.textContent = '';
    if (!words.length || !loaded) return;
    const said = words.join(' '), lists = words.map(forms), marks = [...words, ...lists.flat()];
    const ways = lists.reduce((all, l) => all.flatMap((as) => l.map((w) => (as + ' ' + w).trim())).slice(0, 16), ['']);
    ways.unshift(said);
    const { find, more } = window.collateSearch, far = find?.(said, ways, search);
    if (find && !far) {
      status.textContent = say('searching');
      return;
    }
    // Each document in its best spelling; from 8 on, not as typed.
    const hits = docs.map((doc) => ways.map((as) => ({ doc, as, score: rank(doc, as) + (as === said ? 0 : 8) }))
      .sort(byScore)[0]).filter((h) => h.score < Infinity).sort(byScore);
    const base = hits[0]?.score < 8 ? 0 : 8, named = hits.filter((h) => h.score < base + 4).map((h) => h.doc.kind);
    const near = named.some((kind) => kind < 3) ? [] : nearest(words, base ? 0.3 : 0.1)
      .filter((n) => !hits.some((h) => h.doc === n.doc));
    // Kinds in which a name fits, and paragraphs, come first.
    const late = (kind) => kind < TEXTS && !named.includes(kind);
    for (const k of [...groups.keys()].sort((a, b) => late(a) - late(b))) {
      const links = group(groups[k], k > TEXTS + 1 ? near : hits.filter((h) => h.doc.kind === k), marks,
        far?.shown[k], far?.left[k], far && (() => more(k)));
      if (k === kind) links[from]?.focus();
    }
    const other = hits.filter((h) => h.as !== said).map((h) => say('quote', { text: h.as }));
    const count = (n, key) => n && say(key, { n, query, spellings: [...new Set(other)].slice(0, 3).join(say('comma')) });
    status.textContent = [
      count(hits.length - other.length + (far?.typed ?? 0), 'results') || say('nothing', { query }),
      count(other.length + (far?.other ?? 0), 'printed'), count(near.length, 'like'),
      far?.common[0] && say('common', { words: far.common.join(say('comma')) }),
    ].filter(Boolean).join(say('semicolon')) + (base ? '. ' + say('below') : '');
  }

  let loaded, script;
  function load() {
    if (script) return;
    script = make(document.head, 'script');
    script.onload = () => {
      loaded = true;
      search();
    };
    script.onerror = () => {
      script = null; // the next visit to the field tries again
      status.textContent = say('failed');
    };
    script.src = root + 'search-index.js';
  }
  const asked = () => new URLSearchParams(location.hash.startsWith('#q=') ? location.hash.slice(1)
    : location.search).get('q') || '';
  function ask() {
    if (!asked()) return;
    field.value = asked();
    load();
    search();
  }
  field.onfocus = load;
  field.oninput = () => search();
  field.form.onsubmit = () => { search(); return false; };
  window.onhashchange = ask;
  box.hidden = false;
  ask();
})();
