// Watches where a keyboard leads: after each Tab, what has the focus and how that is seen.
window.walk = (() => {
  'use strict';
  const style = getComputedStyle;
  const name = (e) => `<${e.localName}${e.id ? ' id=' + e.id : ''}> ${(e.ariaLabel || e.textContent).trim().replace(/\s+/g, ' ').slice(0, 40)}`;
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  // What a focus may change: a line around the element, or in a drawing around a part of it.
  const marks = (e) => [e, ...(e.closest('svg') ? e.querySelectorAll('*') : [])].map((x) => {
    const s = style(x);
    const line = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? `${s.outlineWidth} ${s.outlineColor}` : '';
    return x === e ? line : parseFloat(s.strokeWidth) >= 2 && s.stroke;
  }).join('|');
  const reached = [], wrong = [];
  let last, lastMarks;

  // Everything that a keyboard must reach, in the page's order.
  const expected = () => [...document.querySelectorAll('a[*|href], button, input, summary, [tabindex="0"]')]
    .filter((e) => seen(e) && !e.closest('#card'));

  function look(e) {
    if (last && last !== e && marks(last) === lastMarks) wrong.push('looks the same with the focus: ' + name(last));
    last = null;
    if (!e || e === document.body || e.closest('#card')) return; // a card is open by chance
    reached.push(e);
    last = e;
    lastMarks = marks(e);
    const r = [...e.getClientRects()].find((b) => b.width && b.height);
    if (!r || r.right <= 0 || r.left >= innerWidth || r.bottom <= 0 || r.top >= innerHeight) {
      wrong.push('out of view with the focus: ' + name(e));
      return;
    }
    // Not covered all over by what stays at the top.
    const points = [[r.left + 2, r.top + 2], [r.right - 2, r.bottom - 2], [(r.left + r.right) / 2, (r.top + r.bottom) / 2]];
    const on = points.filter(([x, y]) => x >= 0 && x < innerWidth && y >= 0 && y < innerHeight).map(([x, y]) => document.elementFromPoint(x, y));
    if (on.length && on.every((x) => x && !e.contains(x) && !x.contains(e) && !x.closest('#card'))) {
      wrong.push(`covered with the focus by ${name(on[0])}: ${name(e)}`);
    }
  }
  addEventListener('keyup', (event) => event.key === 'Tab' && look(document.activeElement), true);

  // Goes on at the stop with a number, from 0, as if those before had been reached.
  function from(n) {
    const all = expected();
    all[n - 1].focus();
    look(null);
    reached.splice(0, reached.length, ...all.slice(0, n));
  }
  // How many stops there are still to reach.
  const left = () => expected().length - reached.length;

  // What was wrong on the way so far, and how it differs from the order of the page.
  function result() {
    const want = expected(), lines = wrong.slice(0, 8);
    if (left()) lines.push(left() + ' stops are not reached');
    for (let i = 0; i < Math.min(want.length, reached.length); i++) {
      if (want[i] === reached[i]) continue;
      lines.push(`stop ${i + 1}: ${name(reached[i])}, want ${name(want[i])}`);
      break;
    }
    return lines;
  }
  return { expected, from, left, result };
})();
