// Aids that are never needed: which part of a long page is read, links to paragraphs, events
// and quotations to copy, and times of day in the reader's own zone.
(() => {
  'use strict';
  const all = (sel, root = document) => [...root.querySelectorAll(sel)];
  const make = (name, cls) => Object.assign(document.createElement(name), { className: cls });
  // A phrase of the body's data, with values for the names in it.
  const say = (key, values) => document.body.dataset[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // The list of parts marks the last one that begins above a third of the window.
  const parts = all('.jump a[href^="#"]').map((a) => [a, document.getElementById(decodeURIComponent(a.hash.slice(1)))])
    .filter(([, part]) => part);
  function here() {
    const [now] = parts.findLast(([, part]) => part.getBoundingClientRect().top < innerHeight / 3) || [];
    for (const [a] of parts) {
      if (a === now) a.ariaCurrent = 'true';
      else a.removeAttribute('aria-current');
    }
  }
  if (parts.length > 1) {
    const watch = new IntersectionObserver(here, { rootMargin: '0px 0px -66.7% 0px' });
    for (const [, part] of parts) watch.observe(part);
  }

  // A button that copies an address.
  const said = make('p', 'unseen');
  said.role = 'status';
  function copier(url, name) {
    const button = make('button', 'copy');
    button.type = 'button';
    button.ariaLabel = button.title = say('copy', { name });
    button.onclick = async () => {
      said.textContent = '';
      const done = await copy(url);
      button.classList.toggle('done', done);
      said.textContent = say(done ? 'copied' : 'notCopied', { url });
      setTimeout(() => button.classList.remove('done'), 2000);
    };
    return button;
  }
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // not allowed, or the page came without TLS
      const area = document.body.appendChild(make('textarea', 'unseen')), back = document.activeElement;
      area.value = text;
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      back?.focus();
      return done;
    }
  }
  for (const a of all('article a.pin[href^="#"]')) a.after(copier(a.href, a.textContent));
  for (const a of all('.mentions li > .where')) { // behind the sentence, before who else is in it
    const li = a.parentElement, also = li.querySelector(':scope > .role');
    if (!also) li.append(' ');
    li.insertBefore(copier(a.href, say('mention', { where: a.textContent })), also);
  }
  for (const e of all('.events > [id], .utterances > [id], section[id], main:not(:has(.dossier))')) {
    const line = e.querySelector(':scope > :is(.made, .times)');
    if (!line) continue;
    const url = location.href.split('#')[0] + (e.id === 'main' ? '' : '#' + encodeURIComponent(e.id));
    (line.matches('.times') ? line.lastElementChild : line).append(copier(url, e.querySelector('h1, h3, blockquote').textContent.slice(0, 80)));
  }
  if (document.querySelector('.copy')) document.body.append(said);

  // Times with a clock, if the reader's own is not among those shown beside each other. Their line
  // is kept free at once, and written when the browser is idle: its first date takes it long.
  const groups = new Map(), own = [];
  for (const label of all('main .zone')) {
    const group = label.closest('ul, td, .when') || label.parentElement;
    groups.set(group, [...(groups.get(group) || []), label]);
  }
  const clockOf = (label) => {
    const times = [];
    for (let e = label.previousElementSibling; e?.matches('time[datetime*=T]'); e = e.previousElementSibling) times.unshift(e);
    return times;
  };
  // Minutes east of Greenwich: of the zone that a time is written in, and of the reader's then.
  const east = ([, sign, h, m] = []) => (sign === '-' ? -1 : 1) * (h * 60 + +m);
  const written = (iso) => (iso.endsWith('Z') ? 0 : east(/([+-])(\d\d):(\d\d)$/.exec(iso) || []));
  const [before, after] = say('about', { time: '\n' }).split('\n');
  for (const labels of groups.values()) {
    const times = clockOf(labels.at(-1)), dates = times.map((e) => new Date(e.dateTime));
    const shown = labels.some((l) => clockOf(l).some((e) => written(e.dateTime) === -dates[0]?.getTimezoneOffset()));
    if (shown || !times.length || isNaN(dates[0])) continue;
    const time = make('output', 'local zone'), item = labels.at(-1).closest('.times > li'), printed = times[0].textContent;
    time.ariaLive = 'off'; // computed, but nothing to announce
    time.textContent = '\u00a0';
    if (item) item.after(make('li', ''));
    (item ? item.nextSibling : labels.at(-1).parentElement).append(time);
    own.push([time, dates, printed.includes(before) && printed.includes(after)]);
  }
  // In steps, since the first date of each form takes long, and nothing else runs meanwhile.
  const idle = window.requestIdleCallback || setTimeout, { lang } = document.documentElement;
  const format = (options) => new Intl.DateTimeFormat(
    lang.startsWith('en') ? 'en-GB' : lang, { ...options, calendar: 'gregory', numberingSystem: 'latn' });
  let day, clock;
  const steps = [
    () => (clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })).format(0),
    () => (day = format({ day: 'numeric', month: 'long' })).format(0),
    () => {
      const zone = clock.resolvedOptions().timeZone.split('/').at(-1).replaceAll('_', ' ');
      for (const [e, dates, about] of own) {
        const days = dates.map((d) => day.format(d)), hours = dates.map((d) => clock.format(d));
        if (about) hours[0] = before + hours[0] + after;
        let time = say('clock', { date: days[0], hour: hours[0] });
        if (dates[1]) time += '–' + (days[1] === days[0] ? hours[1] : say('clock', { date: days[1], hour: hours[1] }));
        e.textContent = ' ' + say('local', { time, zone });
      }
    },
  ];
  const next = () => {
    steps.shift()();
    if (steps.length) idle(next);
  };
  if (own.length) idle(next);
})();
