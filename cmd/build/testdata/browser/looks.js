// What the tests ask of a page's looks. Each function returns what is wrong, a line each.
window.looks = (() => {
  'use strict';
  const MOST = 8; // lines of one kind
  const style = getComputedStyle;
  const printed = () => matchMedia('print').matches;
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (e) => `<${e.localName} class="${e.getAttribute('class') || ''}"> ${e.textContent.trim().replace(/\s+/g, ' ').slice(0, 50)}`;

  // --- contrast

  function colour(css) {
    const m = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css);
    if (!m) throw new Error('no colour: ' + css);
    return [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]];
  }
  const onto = (top, under) => [...[0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])), 1];
  function luminance(c) {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ratio(a, b) {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  }
  // What is behind e. Paper shows no backgrounds.
  function ground(e) {
    if (!e || printed()) return [255, 255, 255, 1];
    const c = colour(style(e).backgroundColor);
    return c[3] === 1 ? c : onto(c, ground(e.parentElement));
  }
  // What is behind the middle of a drawing's text: the line around its letters, or the last shape below it.
  function drawnGround(text, svg) {
    const s = style(text);
    if (s.paintOrder.startsWith('stroke') && s.stroke !== 'none') return colour(s.stroke);
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    let under = ground(svg);
    for (const shape of svg.querySelectorAll('rect, path, circle, ellipse, polygon')) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const { fill, fillOpacity } = style(shape);
      if (!seen(shape) || shape.closest('defs, clipPath, pattern') || fill === 'none' || fill.startsWith('url(')) continue;
      if (!shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) continue;
      const c = colour(fill);
      under = onto([c[0], c[1], c[2], c[3] * fillOpacity], under);
    }
    return under;
  }
  // Texts that stand out too little: by less than 4.5:1, or 3:1 where letters are large.
  function contrast(root = document.body) {
    const wrong = [], done = new Set(), walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let texts = 0;
    while (walker.nextNode()) {
      const e = walker.currentNode.parentElement, svg = e.closest('svg');
      if (done.has(e) || !walker.currentNode.data.trim() || e.matches('script, style, template, title, desc') || !seen(e)) continue;
      done.add(e);
      texts++;
      const s = style(e), under = svg ? drawnGround(e, svg) : ground(e);
      let ink = colour(svg ? s.fill : s.color);
      for (let a = e; a; a = a.parentElement) ink = [ink[0], ink[1], ink[2], ink[3] * style(a).opacity];
      const size = parseFloat(s.fontSize) * (svg ? e.getScreenCTM().a : 1);
      const least = size >= 24 || (size >= 18.66 && s.fontWeight >= 700) ? 3 : 4.5, got = ratio(onto(ink, under), under);
      if (got < least) wrong.push(`${got.toFixed(2)}:1, ${onto(ink, under).slice(0, 3)} on ${under.slice(0, 3)}: ${name(e)}`);
    }
    if (!texts) wrong.push('no text is seen');
    return wrong.slice(0, MOST);
  }
  // How far the text of the body stands out, and how light the paper is, from 0 to 1.
  const body = () => ratio(colour(style(document.body).color), ground(document.body));
  const paper = () => luminance(ground(document.body));

  // --- room

  // What is cut off or leads to scrolling sideways. A region may scroll if a keyboard can reach it; not on paper, and no matrix.
  function sideways() {
    const wrong = [], page = document.scrollingElement, wide = page.clientWidth;
    if (page.scrollWidth > wide) wrong.push(`the page is ${page.scrollWidth} px wide in a window of ${wide}`);
    for (const e of document.querySelectorAll('body *')) {
      if (!seen(e) || e.closest('svg, template, .skip:not(:focus), .unseen')) continue;
      const s = style(e), { left, right, width } = e.getBoundingClientRect();
      const region = e.parentElement.closest('.scroll, pre');
      if (width && (left < -1 || right > wide + 1) && (printed() || !region || style(region).overflowX === 'visible')) {
        wrong.push(`from ${left.toFixed()} to ${right.toFixed()} px of ${wide}: ${name(e)}`);
      }
      if (s.display === 'inline' || !e.clientWidth || e.scrollWidth <= e.clientWidth + 1) continue;
      const scrolls = /auto|scroll/.test(s.overflowX), named = e.ariaLabel || e.getAttribute('aria-labelledby');
      const may = scrolls && !printed() && !e.matches('.matrix'); // which is a list where it has no room
      if (!(may && e.tabIndex >= 0 && named) && (scrolls || printed() || /hidden|clip/.test(s.overflowX))) {
        wrong.push(`${e.scrollWidth} px of content in ${e.clientWidth}: ${name(e)}`);
      }
    }
    return wrong.slice(0, MOST);
  }

  // --- paper

  const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, th, td, blockquote, figcaption, caption, pre';
  const AIDS = 'nav, form, button, .citation, .key, .narrow, .wide, .local, .label, [role=status]'; // of use on a screen only
  let shown = [];
  // Remembers what is seen, for lost.
  const remember = () => { shown = [...document.querySelectorAll('main ' + BLOCKS.replaceAll(', ', ', main '))].filter((e) => seen(e) && e.innerText.trim() && !e.closest(AIDS)); };
  const lost = () => shown.filter((e) => !seen(e)).map(name).slice(0, MOST);
  // What is of no use on paper, or hides something there.
  function controls() {
    const of = (sel, why) => [...document.querySelectorAll(sel)].filter(seen).map((e) => `${why}: ${name(e)}`);
    return [
      ...of('nav, form, input, button, select, textarea, .skip, .back, .card', 'a control'),
      ...of('details:not([open])', 'closed'),
      ...[...document.querySelectorAll('body *')].filter((e) => seen(e) && /sticky|fixed/.test(style(e).position)).map((e) => 'does not stay in its place: ' + name(e)),
    ].slice(0, MOST);
  }
  // Links to other sites whose address paper does not give.
  const addresses = () => [...document.querySelectorAll('a[href^=http]')]
    .filter((a) => seen(a) && !style(a, '::after').content.includes(a.getAttribute('href'))).map(name).slice(0, MOST);

  return { contrast, body, paper, sideways, remember, lost, controls, addresses };
})();
