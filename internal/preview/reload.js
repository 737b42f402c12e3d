// Loads the page again when the site is another, and shows what is wrong with
// the sources above the page as it was. Only build serve puts it into a page.
(() => {
  "use strict";
  const script = document.currentScript;
  const edition = Number(script.dataset.edition);
  let panel = null;

  const element = (name, text, style) => {
    const e = document.createElement(name);
    e.textContent = text;
    Object.assign(e.style, style);
    return e;
  };

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
      panel.append(element("p", m.text, { margin: "0.6rem 0 0" }));
      if (m.excerpt) {
        panel.append(element("pre", m.excerpt + "\n" + " ".repeat(m.column) + "^", {
          margin: "0.2rem 0 0", padding: "0.4rem", background: "#000", color: "#fff", overflow: "auto",
        }));
      }
    }
    document.body.append(panel);
  };

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
