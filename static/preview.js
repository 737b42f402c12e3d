// One shared card, never needed. a[data-entity="people/x"] shows what has that
// id in template#cards, a.cite what it leads to on the page: an entry of the source list, or a
// paragraph. Mouse, pen and keyboard open it after 400 ms; leaving for 300 ms, or Escape,
// closes it. By touch a citation opens a sheet.
(() => {
  'use strict';
  // The manifest stands beside the icon. From disk a browser may not read it, and complains.
  const icon = document.querySelector('link[rel="apple-touch-icon"]');
  if (icon && location.protocol !== 'file:') {
    const manifest = document.createElement('link');
    manifest.rel = 'manifest';
    manifest.href = new URL('manifest.webmanifest', icon.href);
    document.head.append(manifest);
  }

  const store = document.getElementById('cards'), card = document.createElement('div');
  if (!card.showPopover) return;
  card.id = 'card';
  card.popover = 'auto'; // Escape or a press elsewhere closes it
  document.body.append(card);
  let link, timer; // of the open card

  const of = (event) => event.target.closest?.('a[data-entity], a.cite');
  const open = () => card.matches(':popover-open');
  function later(ms, f) {
    clearTimeout(timer);
    timer = setTimeout(f, ms);
  }
  function leave() {
    const held = link?.matches(':hover, :focus-visible') || card.matches(':hover, :focus-within');
    if (open() && !held) card.hidePopover();
  }

  // A report's own words may be of another language than the page.
  const make = (name, from) => {
    const { lang, dir } = from.closest('[lang]');
    return Object.assign(document.createElement(name), { textContent: from.textContent, lang, dir });
  };

  // What the card of a holds; a card with a link in it gets a name.
  function content(a) {
    const entry = a.matches('.cite') && document.getElementById(a.hash.slice(1));
    card.role = entry ? 'dialog' : 'tooltip';
    card.ariaLabel = null;
    if (!entry) {
      const [name, ...more] = store?.content.getElementById(a.dataset.entity)?.cloneNode(true).childNodes || [];
      const title = document.createElement('b');
      if (name) title.append(name);
      return name ? [title, ...more] : [];
    }
    const head = make('b', entry.closest('section')?.querySelector('h3') || a);
    card.ariaLabel = head.textContent;
    const where = entry.querySelector('.where') || a, to = make('a', where);
    to.href = where.href;
    return [head, make('p', entry.querySelector('.said') || entry), to];
  }

  function show(a, sheet) {
    clearTimeout(timer);
    if (open()) card.hidePopover();
    const parts = content(a);
    if (!parts.length || !a.isConnected) return false;
    card.replaceChildren(...parts);
    card.className = sheet ? 'card sheet' : 'card';
    card.style.left = card.style.top = '';
    link = a;
    card.showPopover({ source: a }); // Tab enters it
    if (sheet) {
      const close = document.createElement('button');
      close.textContent = document.body.dataset.close;
      close.onclick = () => card.hidePopover();
      card.append(close);
      close.focus();
      return true;
    }
    if (card.role === 'tooltip') a.setAttribute('aria-describedby', card.id);
    // Under the link, or over it where there is no room below; from where its text begins.
    const at = a.getBoundingClientRect(), page = document.documentElement;
    const left = page.dir === 'rtl' ? at.right - card.offsetWidth : at.left;
    const over = at.top - card.offsetHeight - 4, under = at.bottom + 4;
    const top = under + card.offsetHeight > page.clientHeight && over > 0 ? over : under;
    card.style.left = Math.max(4, Math.min(left, page.clientWidth - card.offsetWidth - 4)) + scrollX + 'px';
    card.style.top = top + scrollY + 'px';
    return true;
  }

  card.addEventListener('beforetoggle', (e) => e.newState === 'closed' && link?.removeAttribute('aria-describedby'));
  card.addEventListener('click', (e) => e.target.closest('a') && card.hidePopover()); // it may lead to this page
  card.addEventListener('toggle', () => { if (!open()) link = null; });
  document.addEventListener('pointerover', (e) => {
    const a = of(e);
    if (e.pointerType === 'touch') return;
    if (card.contains(e.target) || (a && a === link)) clearTimeout(timer);
    else if (a) later(400, () => show(a));
  });
  document.addEventListener('pointerout', (e) => {
    if (e.pointerType !== 'touch' && (of(e) || card.contains(e.target))) later(300, leave);
  });
  document.addEventListener('focusin', (e) => {
    const a = of(e);
    // No card over what has the focus now. a === link: back from its card, which stays closed
    if (open() && e.target !== link && !card.contains(e.target)) card.hidePopover();
    // Nor over what an address led to, which takes the focus of itself
    if (a && a !== link && a.matches(':focus-visible:not(:target)')) later(400, () => show(a));
  });
  document.addEventListener('focusout', () => later(300, leave));
  document.addEventListener('keydown', (e) => e.key === 'Escape' && clearTimeout(timer));
  document.addEventListener('click', (e) => {
    const a = of(e);
    if (a?.matches('.cite') && e.pointerType === 'touch' && show(a, true)) e.preventDefault();
  });
})();
