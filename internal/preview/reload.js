// Loads the page again when the site is another, at the place where it was, and
// marks what has changed; shows what is wrong with the sources above the page as it
// was; and says which line of which file a piece of the page comes from. Only build
// serve puts it into a page.
(() => {
  "use strict";
  const script = document.currentScript;
  const edition = Number(script.dataset.edition);
  const root = new URL("..", script.src);
  let panel = null;

  const element = (name, text, style) => {
    const e = document.createElement(name);
    e.textContent = text;
    Object.assign(e.style, style);
    return e;
  };
  const link = (text, address) => {
    const a = element("a", text, {});
    a.href = address;
    return a;
  };
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("reload.css", script.src);
  document.head.append(sheet);

  const show = (mistakes) => {
    panel?.remove();
    panel = null;
    if (!mistakes || mistakes.length === 0) return;
    panel = element("section", "", {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", zIndex: "2147483647",
      padding: "1rem", background: "#2b0f0f", color: "#fff", font: "15px/1.5 system-ui, sans-serif",
      borderTop: "4px solid #e5484d", textAlign: "left", direction: "ltr",
    });
    panel.setAttribute("role", "alert");
    panel.id = "collate-mistakes";
    const n = mistakes.length;
    panel.append(element("strong", (n === 1 ? "1 mistake" : n + " mistakes") + "; the page is as it was", {}));
    for (const m of mistakes) {
      const p = element("p", m.text, { margin: "0.6rem 0 0" });
      if (m.open) {
        const a = link("open it", m.open);
        a.style.color = "#9cc3ff";
        p.append(" ", a);
      }
      panel.append(p);
      if (m.excerpt) {
        panel.append(element("pre", m.excerpt + "\n" + " ".repeat(m.column) + "^", {
          margin: "0.2rem 0 0", padding: "0.4rem", background: "#000", color: "#fff", overflow: "auto",
        }));
      }
    }
    document.body.append(panel);
  };

  // The pieces of a page, each with its own words: not those of pieces in it.
  const kinds = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, caption, figcaption, blockquote, pre, summary";
  const isAdded = (e) => e.closest("#collate-mistakes, #collate-source, script, style");
  const pieces = () => {
    const texts = new Map();
    const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const piece = node.parentElement.closest(kinds);
      if (piece && !isAdded(piece)) texts.set(piece, (texts.get(piece) ?? "") + node.data);
    }
    const list = [];
    for (const [piece, text] of texts) {
      const plain = text.replace(/\s+/g, " ").trim();
      if (plain) list.push([piece, hash(piece.localName + plain)]);
    }
    return list;
  };
  const hash = (text) => {
    let h = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    return h >>> 0;
  };

  // What stays on the screen says nothing of how far the page was read.
  const isInFlow = (e) => {
    for (; e && e !== document.body; e = e.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(e).position)) return false;
    }
    return true;
  };

  // What the page was before it loaded again: its pieces, and which one stood where.
  // A page that has not been compared yet stands for that one still.
  const key = "collate-before";
  let pending = null;
  let again = false;
  const remember = () => {
    again = true;
    try {
      history.scrollRestoration = "manual";
      if (pending) {
        sessionStorage.setItem(key, JSON.stringify({ ...pending, at: Date.now() }));
        return;
      }
      const list = pieces();
      const top = list.find(([piece]) => piece.getBoundingClientRect().bottom > 0 && isInFlow(piece));
      sessionStorage.setItem(key, JSON.stringify({
        page: location.pathname, at: Date.now(), y: scrollY, pieces: list.map(([, h]) => h),
        top: top && { hash: top[1], nth: list.filter(([, h]) => h === top[1]).indexOf(top), y: top[0].getBoundingClientRect().top },
      }));
    } catch {
      history.scrollRestoration = "auto"; // storage may be full or forbidden
    }
  };
  const before = () => {
    try {
      const text = sessionStorage.getItem(key);
      sessionStorage.removeItem(key);
      addEventListener("pagehide", () => { if (!again) history.scrollRestoration = "auto"; });
      const was = JSON.parse(text);
      return was && was.page === location.pathname && Date.now() - was.at < 10000 ? was : null;
    } catch {
      return null;
    }
  };
  const compare = (was) => {
    pending = null;
    const list = pieces();
    const same = was.top && list.filter(([, h]) => h === was.top.hash)[was.top.nth];
    if (was.y > 0) {
      if (same) scrollBy({ top: same[0].getBoundingClientRect().top - was.top.y, behavior: "instant" });
      else scrollTo({ top: was.y, behavior: "instant" });
    }
    const left = new Map();
    for (const h of was.pieces) left.set(h, (left.get(h) ?? 0) + 1);
    const changed = list.filter(([, h]) => {
      const n = left.get(h) ?? 0;
      left.set(h, n - 1);
      return n <= 0;
    }).map(([piece]) => piece);
    if (changed.length === list.length) return; // it is another page altogether
    for (const piece of changed) piece.classList.add("collate-changed");
    setTimeout(() => changed.forEach((piece) => piece.classList.add("collate-fading")), 4000);
    setTimeout(() => changed.forEach((piece) => piece.classList.remove("collate-changed", "collate-fading")), 5100);
  };
  pending = before();
  if (pending) addEventListener("load", () => compare(pending), { once: true });

  // Where a piece of the page comes from: Alt and a click, or a click while the
  // button is pressed.
  const bar = element("aside", "", {});
  bar.id = "collate-source";
  bar.setAttribute("aria-label", "Sources of this page");
  const button = element("button", "Find a line", {});
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.title = "Then click on a text to see its file and line; Alt and a click does the same";
  const said = element("output", "", {});
  bar.append(button, said);
  document.body.append(bar);
  let picked = null;
  const pick = (piece) => {
    picked?.classList.remove("collate-picked");
    picked = piece;
    picked?.classList.add("collate-picked");
  };
  const press = (on) => {
    button.setAttribute("aria-pressed", String(on));
    if (!on) pick(null);
  };
  const isPressed = () => button.getAttribute("aria-pressed") === "true";
  button.addEventListener("click", () => press(!isPressed()));
  addEventListener("keydown", (e) => { if (e.key === "Escape" && isPressed()) press(false); });

  const pageOf = (url) => {
    if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
    const path = decodeURIComponent(url.pathname.slice(root.pathname.length));
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  };
  const question = (piece, clicked) => {
    const query = new URLSearchParams({ page: pageOf(location) ?? "" });
    const add = (name, value) => { if (value) query.append(name, value.slice(0, 400)); };
    for (const e of piece.querySelectorAll("[id]")) if (e.matches("a.cite")) add("id", e.id);
    for (let e = piece; e && e.localName !== "main"; e = e.parentElement) add("id", e.id);
    const copy = piece.cloneNode(true);
    for (const e of copy.querySelectorAll(".cites, .cite, svg, script, h2 .n")) e.remove();
    add("text", copy.textContent.replace(/\s+/g, " ").trim());
    const links = [clicked.closest("a[href]"), ...piece.querySelectorAll("a[href]"),
      ...(piece.closest("tr")?.querySelectorAll("th a[href]") ?? [])];
    for (const a of links.filter(Boolean).slice(0, 12)) {
      const page = pageOf(new URL(a.href));
      if (page) add("to", page + decodeURIComponent(new URL(a.href).hash));
    }
    return query;
  };
  const tell = async (piece, clicked) => {
    pick(piece);
    const answer = await fetch(new URL("source?" + question(piece, clicked), script.src)).catch(() => null);
    if (!answer?.ok) {
      said.replaceChildren("This comes from no single line.");
      return;
    }
    const place = await answer.json();
    const copied = await navigator.clipboard?.writeText(place.name).then(() => true, () => false);
    said.replaceChildren(place.open ? link(place.name, place.open) : place.name, copied ? " (copied)" : "");
    if (place.open) said.querySelector("a").click();
  };
  addEventListener("click", (e) => {
    if (!(e.altKey || isPressed()) || !(e.target instanceof Element) || isAdded(e.target)) return;
    const piece = e.target.closest(kinds);
    if (!piece) return;
    e.preventDefault();
    e.stopPropagation();
    tell(piece, e.target);
  }, true);
  addEventListener("mouseover", (e) => {
    if (e.altKey || isPressed()) pick(e.target instanceof Element && !isAdded(e.target) ? e.target.closest(kinds) : null);
    else if (picked) pick(null);
  });

  // A hidden page has no connection: a browser allows a host only six.
  const address = new URL("events" + new URL(script.src).search, script.src);
  let events = null;
  const close = () => {
    events?.close();
    events = null;
  };
  const connect = () => {
    close();
    if (document.hidden) return;
    events = new EventSource(address);
    events.onmessage = (message) => {
      const state = JSON.parse(message.data);
      if (state.edition !== edition) {
        close();
        remember();
        location.reload();
        return;
      }
      show(state.mistakes);
    };
  };
  connect();
  addEventListener("visibilitychange", connect);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
})();
