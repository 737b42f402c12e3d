// Searches search-index.js: internal/search documents hooks, format and folding.
(() => {
  'use strict';
  const LABELS = ['People', 'Places', 'Organisations', 'Reports', 'Events', 'Quotations', 'Paragraphs'];
  const SILENT = /[\p{Cf}'’‘‛`´ʹʺʻʼʽʾʿˈ′ـ]/u, LETTER = /\p{L}/u, NUMBER = /\p{N}/u, MARK = /\p{M}/u;
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

  const docs = [];
  window.collateSearch = (index) => {
    for (const [kind, title, url, others = [], note = '', text = ''] of index.docs) {
      const names = [title, ...others], keys = names.map((n) => fold(n));
      docs.push({ kind, title, url, names, keys, note, text,
        head: ' ' + keys.join(' '), body: ` ${fold(note + '; ' + text)} ` });
    }
  };
  window.collateSearch.fold = fold;

  const box = document.getElementById('search');
  if (!box) return;
  const field = document.getElementById('q'), list = document.getElementById('search-results');
  const status = document.getElementById('search-status'), root = box.dataset.root || '';
  const has = (hay, word) => hay.includes(' ' + word), solid = (s) => s.replaceAll(' ', '');

  // 0: a name of doc, 1: words of a name, 2: beginnings of words of a name,
  // 3: a phrase in its text, 4: the beginning of one, 5: all there somewhere, 6: not all.
  function rank(doc, words) {
    const phrase = words.join(' '), keys = doc.kind > 4 ? [] : doc.keys;
    if (keys.includes(phrase)) return 0;
    if (keys.some((k) => words.every((w) => has(` ${k} `, w + ' ')))) return 1;
    if (keys.some((k) => words.every((w) => has(' ' + k, w)) || solid(k).startsWith(solid(phrase)))) return 2;
    if (has(doc.body, phrase)) return has(doc.body, phrase + ' ') ? 3 : 4;
    if (doc.kind > 4 && !words.some((w) => has(doc.body, w))) return 6;
    return words.every((w) => has(doc.head, w) || has(doc.body, w)) ? 5 : 6;
  }

  // How far a word is from one of a name, 0 to 1: letters to change, less if
  // only vowels and ways to write k, z, f and h differ, as in transliterations.
  const bones = (w) => w.replace(/ph/g, 'f').replace(/[ckgq]h?/g, 'k').replace(/z/g, 's').replace(/\Bh/g, '')
    .replace(/\B[aeiouwy]/g, '').replace(/^[aeiouwy]/, 'a').replace(/(.)\1+/g, '$1');
  function apart(a, b) {
    if (b.startsWith(a)) return 0;
    const row = [...Array(b.length + 1).keys()];
    for (const c of a) {
      let left = row[0]++;
      for (let j = 1; j < row.length; j++) {
        [left, row[j]] = [row[j], Math.min(row[j] + 1, row[j - 1] + 1, left + (c !== b[j - 1]))];
      }
    }
    const far = row.pop() / Math.max(a.length, b.length);
    return bones(a).length > 1 && bones(a) === bones(b) ? far / 3 : far;
  }
  function nearest(words, limit) {
    const sum = (key) => { // the shorter of two names that are as near comes first
      const parts = key.split(' ');
      return words.reduce((n, w) => n + Math.min(...parts.map((k) => apart(w, k))), parts.length / 100);
    };
    const near = docs.filter((d) => d.kind < 3).map((doc) => {
      const sums = doc.keys.map(sum), least = Math.min(...sums);
      return { doc, far: least / words.length, name: sums.indexOf(least) };
    }).sort((a, b) => a.far - b.far);
    return near.filter((n) => n.far <= Math.min(limit, near[0].far + 0.1)).slice(0, 5);
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
    write(a, doc.title, doc.kind > 4 ? [] : words);
    const fits = (i, w) => has(' ' + doc.keys[i], w);
    const also = doc.names.filter((n, i) => i && (i === name || words.some((w) => fits(i, w) && !fits(0, w))));
    const note = [doc.note, also.length && 'also ' + also.slice(0, 3).join(', ')].filter(Boolean).join('; ');
    if (note) write(make(li, 'span', ' ', 'role'), note, words);
    if (doc.text && score > 2) write(make(li, 'p'), doc.text, words, 220);
    return a;
  }

  function group(label, hits, words) {
    if (!hits.length) return;
    const section = make(list, 'section');
    make(make(section, 'h2', label + ' '), 'span', hits.length, 'n');
    const ul = make(section, 'ul', '', 'results'), rest = hits.slice(8);
    hits.slice(0, 8).forEach((h) => item(ul, h, words));
    if (!rest.length) return;
    const more = make(section, 'button', `Show ${rest.length} more`);
    more.type = 'button';
    more.onclick = () => {
      more.remove();
      rest.map((h) => item(ul, h, words))[0].focus();
    };
  }

  function search() {
    const query = field.value.trim(), words = [...new Set(fold(query).split(' '))].filter(Boolean);
    try {
      if (query !== asked()) history.replaceState(null, '', '#q=' + encodeURIComponent(query));
    } catch { /* some browsers keep the address of a file as it is */ }
    list.textContent = status.textContent = '';
    if (!words.length || !loaded) return;
    const groups = LABELS.map(() => []);
    for (const doc of docs) {
      const score = rank(doc, words);
      if (score < 6) groups[doc.kind].push({ doc, score });
    }
    groups.forEach((g) => g.sort((a, b) => a.score - b.score));
    const count = groups.flat().length, named = (g) => g.length && g[0].score < 3;
    const near = groups.slice(0, 3).some(named) ? [] : nearest(words, count ? 0.25 : 0.5);
    group(count ? 'Similar names' : 'Nearest names', near, words);
    // Kinds with a fitting name, and paragraphs, come before those that only mention the words.
    const late = LABELS.map((_, k) => k < 5 && !named(groups[k]));
    for (const last of [false, true]) LABELS.forEach((l, k) => late[k] === last && group(l, groups[k], words));
    status.textContent = count ? `${count} ${count > 1 ? 'results' : 'result'} for “${query}”`
      : `Nothing found for “${query}”.${near.length ? ' Names like it follow.' : ''} Everything is listed A–Z below.`;
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
      status.textContent = 'The index did not load. Everything is listed A–Z below.';
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
  field.oninput = search;
  field.form.onsubmit = () => { search(); return false; };
  window.onhashchange = ask;
  box.hidden = false;
  ask();
})();
