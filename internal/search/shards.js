// Finds the documents of a large index: internal/search documents its shards.
(() => {
  'use strict';
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._', SMALL = /^(.|al|el|the|mr|ayatollah)$/;
  const MOST = 380, MOST_WORDS = 130, MOST_PAIRS = 190; // kB: what a query fetches, its words and the rest, with its pairs
  const SHOWN = 8, WAYS = 4;
  const search = window.collateSearch, root = document.getElementById('search').dataset.root || '';
  const status = document.getElementById('search-status');
  const terms = new Map(), scripts = new Map(), cached = new Map();
  const first = { w: [], p: [] }, sizes = new Map(); // of the shards of words and of pairs
  let kinds, total, blocks, kB, fixed;

  search.words = (text) => {
    let term = '';
    for (const e of text.split('|')) {
      const [rest, code] = e.slice(1).split(':');
      terms.set(term = term.slice(0, DIGITS.indexOf(e[0])) + rest, code);
    }
  };
  const directory = (kind, text) => text.split('|').forEach((e, i) => {
    const [from, size = kB[kind]] = e.split('!');
    first[kind].push(from);
    sizes.set(kind + i, +size);
  });
  search.pairs = (text) => directory('p', text);
  search.shards = (firsts, inBlocks, kilobytes, words) => {
    [kinds, total, blocks, kB] = [firsts, firsts.at(-1), inBlocks, kilobytes];
    fixed = 24 + words.length / 1000; // search.js and this file
    directory('w', words);
  };

  const load = (name) => scripts.get(name) || scripts.set(name, new Promise((done, failed) => {
    const script = document.head.appendChild(document.createElement('script'));
    script.onload = done;
    script.onerror = () => scripts.delete(name) && failed();
    script.src = `${root}search/${name}.js`;
  })).get(name);
  const last = (list, value) => { // the last that is not greater
    let from = 0, to = list.length;
    while (from + 1 < to) {
      const middle = (from + to) >> 1;
      if (list[middle] <= value) from = middle; else to = middle;
    }
    return from;
  };
  // The shards in which terms stand that are not less than the one and not greater than the other.
  const between = (from, to) => {
    const list = [], kind = from[0] === '_' ? 'p' : 'w';
    for (let i = last(first[kind], from), end = last(first[kind], to); i <= end; i++) list.push(kind + i);
    return list;
  };
  let spent, paid; // kB of this query, and for what
  const cost = (list) => [...new Set(list)].filter((f) => !paid.has(f)).reduce((sum, f) => sum + sizes.get(f), 0);
  const pay = (list) => {
    spent += cost(list);
    list.forEach((f) => paid.add(f));
  };
  const fetch = (list) => {
    pay(list);
    return Promise.all(list.map(load));
  };

  // Calls each with every document that a code stands for.
  function decode(code, each) {
    if (!code) return;
    const head = DIGITS.indexOf(code[0]), k = head & 31, end = (code.length - 1) * 6, left = head > 31;
    let at = 0, doc = -1, next = 0;
    const bit = () => (DIGITS.indexOf(code[1 + (at / 6 | 0)]) >> (5 - at++ % 6)) & 1;
    for (;;) {
      let gap = 0, one;
      while (at < end && (one = bit())) gap++;
      if (one !== 0) break;
      for (let i = 0; i < k; i++) gap = gap * 2 + bit();
      doc += gap + 1;
      if (!left) each(doc);
      else while (next < doc) each(next++);
      next = doc + 1;
    }
    if (left) while (next < total) each(next++);
  }

  const NAME = 1, IN_NAME = 2, WORD = 4, IN_WORD = 8; // whole and begun, in a name and in the text
  const about = (w) => between(w, w + '-');
  const longer = (w) => (terms.has(w + '*') ? [] : between(w + '*', w + '\uffff'));

  // What of each document a word is in; after the shards of about(w) came.
  async function flags(w) {
    await fetch(about(w));
    await fetch(longer(w));
    if (cached.has(w)) return cached.get(w);
    const all = new Uint8Array(total), set = (term, flag) => decode(terms.get(term), (doc) => { all[doc] |= flag; });
    if (terms.has(w + '*')) {
      set(w + '*', IN_WORD);
      set(w + '-', IN_NAME);
    } else {
      for (const t of terms.keys()) if (t.startsWith(w)) set(t, /[+,]$/.test(t) ? IN_NAME : IN_WORD);
    }
    set(w, WORD | IN_WORD);
    set(w + '+', NAME | IN_NAME);
    set(w + ',', IN_NAME);
    if (cached.size > 40) cached.clear();
    cached.set(w, all);
    return all;
  }

  // Where each two words of a phrase stand side by side; null if that is too much to fetch.
  async function phrase(words) {
    if (!scripts.has('pairs')) {
      if (spent + kB.pairs > MOST_PAIRS) return null;
      spent += kB.pairs;
    }
    await load('pairs');
    const pairs = words.slice(1).map((w, i) => `_${words[i]} ${w}`), end = pairs.at(-1);
    const files = (p) => between(p, p === end ? p + '*' : p), affordable = (list) => spent + cost(list) <= MOST_PAIRS && (pay(list), true);
    const some = pairs.toSorted((a, b) => cost(files(a)) - cost(files(b))).filter((p) => affordable(files(p)));
    await fetch(some.flatMap(files));
    if (some.includes(end) && affordable(longer(end))) await fetch(longer(end));
    const sets = some.map((p) => {
      const all = new Uint8Array(total), set = (term, flag) => decode(terms.get(term), (doc) => { all[doc] |= flag; });
      if (p === end && terms.has(p + '*')) set(p + '*', 2);
      else if (p === end) for (const t of terms.keys()) if (t.startsWith(p)) set(t, 2);
      set(p, 3);
      return all;
    });
    return (doc) => (sets.every((s) => s[doc] & 1) ? 4 : sets.every((s, i) => s[doc] & (some[i] === end ? 2 : 1)) ? 5 : 6);
  }

  const kindOf = (doc) => kinds.findLastIndex((from) => from <= doc);

  // Puts into best how well each document fits a way to write the query, as
  // rank in search.js does, but for 3, which may be 6.
  async function score(way, worse) {
    const words = way.split(' '), joined = words.join('');
    const cheap = [...words].sort((a, b) => cost(about(a)) - cost(about(b)));
    const used = [];
    for (const w of cheap) { // as many as there is room for, the rarest first
      if (!used.length || spent + cost(about(w)) <= MOST_WORDS) {
        used.push(w);
        pay(about(w));
      } else common.add(w);
    }
    await fetch([...between('=' + way, '=' + way), ...(words[1] ? about(joined) : [])]);
    const hits = await Promise.all(used.map(flags)), whole = words[1] ? await flags(joined) : hits[0];
    hits.forEach((h, i) => {
      if (h.some(Boolean)) search({ docs: [], words: [used[i]] });
      else if (!worse) unknown = true;
    });
    const small = used.map((w) => used.length > 1 && SMALL.test(w)), keys = new Set(), fit = new Uint8Array(total);
    decode(terms.get('=' + way), (doc) => keys.add(doc));
    let texts = 0;
    for (let doc = 0; doc < total; doc++) {
      let and = 15, or = 0, all = true, some = false;
      for (let i = 0; i < hits.length; i++) {
        const f = hits[i][doc];
        and &= f;
        or |= f;
        all &&= f > 0 || (small[i] && doc < kinds[3]);
        some ||= !small[i] && (f & NAME) > 0;
      }
      if (doc >= kinds[6]) fit[doc] = all && or & IN_WORD ? (words[1] ? 6 : and & WORD ? 4 : 5) + 1 : 0;
      else if (keys.has(doc)) fit[doc] = 1;
      else if (and & NAME) fit[doc] = 2;
      else if (and & IN_NAME || (whole[doc] & IN_NAME)) fit[doc] = 3;
      else if (all && or) fit[doc] = doc < kinds[3] && some ? 4 : words[1] ? 7 : and & WORD ? 5 : 6;
      if (fit[doc] > 6 && words[1]) texts++;
    }
    const near = texts > SHOWN ? await phrase(words) : null;
    for (let doc = 0; doc < total; doc++) {
      if (!fit[doc]) continue;
      const n = (fit[doc] > 6 && near ? near(doc) : fit[doc] - 1) + worse;
      if (n < best[doc]) best[doc] = n;
    }
    if (!worse && words[1] && !best.subarray(0, kinds[3]).some((n) => n < 4)) similar(hits);
  }

  // Names that stand in the query beside other words are loaded, too.
  function similar(hits) {
    const list = [];
    for (let doc = 0; doc < kinds[4]; doc++) {
      const n = hits.reduce((sum, h) => sum + (h[doc] & NAME), 0);
      if (n) list.push([n, doc]);
    }
    extra = list.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 4).map(([, doc]) => doc);
  }

  const loaded = new Set();
  const blockOf = (doc) => {
    const kind = kindOf(doc), [from, each, kB] = blocks[kind];
    return { name: 'd' + (from + Math.floor((doc - kinds[kind]) / each)), kB };
  };

  // Loads the first results of each kind, by turns, as long as there is room.
  async function documents() {
    const lists = kinds.slice(0, -1).map(() => []), wanted = new Set();
    const buckets = kinds.slice(0, -1).map(() => []);
    for (let doc = 0; doc < total; doc++) if (best[doc] < 255) (buckets[kindOf(doc)][best[doc]] ||= []).push(doc);
    buckets.forEach((b, k) => { lists[k] = b.flat(); });
    const room = (doc) => {
      const { name, kB } = blockOf(doc), cost = wanted.has(name) || loaded.has(name) ? 0 : kB;
      if (spent + cost > most && cost) return false;
      spent += cost;
      return wanted.add(name);
    };
    const done = lists.map(() => false);
    shown = lists.map(() => 0);
    for (let r = 0; done.includes(false); r++) {
      lists.forEach((l, k) => {
        if (!done[k] && r < Math.min(limits[k], l.length) && room(l[r])) shown[k]++;
        else done[k] = true;
      });
    }
    extra.forEach(room);
    await Promise.all([...wanted].map(load));
    for (const b of wanted) loaded.add(b);
    const rest = lists.map((l) => l.filter((doc) => !loaded.has(blockOf(doc).name)));
    const typed = rest.flat().filter((doc) => best[doc] < 8).length;
    return { left: rest.map((l) => l.length), typed, other: rest.flat().length - typed, shown, common: [...common] };
  }

  let asked, tried, best, common, extra, limits, shown, most, unknown, found, busy, again;

  // Returns what search.js has to know of the documents that it has not, or
  // nothing, and calls it again when it has those that it is to show.
  search.find = (said, ways, then) => {
    again = then;
    if (said !== asked) {
      [asked, tried, common, extra, found, unknown, most] = [said, new Set(), new Set(), [], null, false, MOST];
      [best, limits, spent, paid] = [new Uint8Array(total).fill(255), kinds.map(() => SHOWN), fixed, new Set()];
    }
    const next = ways.filter((w) => !tried.has(w)).slice(0, WAYS - tried.size);
    if (!next.length && found) return found;
    if (!busy) run(said, next);
    return null;
  };

  async function run(said, ways) {
    busy = true;
    try {
      if (!tried.size) await new Promise((done) => setTimeout(done, 200)); // while somebody types
      for (const way of ways) {
        if (said !== asked) break;
        tried.add(way);
        await score(way, way === said ? 0 : 8);
      }
      if (unknown && said === asked) {
        if (!scripts.has('names')) spent += kB.names;
        await load('names');
      }
      if (said === asked) found = await documents();
      busy = false;
      again();
    } catch {
      busy = false;
      status.textContent = search.say('part-failed');
    }
  }

  // Loads more results of a kind.
  search.more = async (kind) => {
    [spent, limits[kind]] = [0, shown[kind] + 24];
    const from = shown[kind];
    found = await documents();
    again(kind, from);
  };
})();
