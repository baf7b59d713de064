// What can be told of a screen without eyes. `findFaults` and `readTexts` run in the page and use nothing from here.

/**
 * What is amiss with how the page is laid out, a line each.
 *
 * @param {{ isPhone: boolean }} where
 * @returns {string[]}
 */
export function findFaults({ isPhone }) {
  const controls =
    'a[href], button, input, select, textarea, [role=button], [role=tab], [role=menuitem], [role=switch]';
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const nameIt = (element) =>
    `<${element.tagName.toLowerCase()}> “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}”`;
  const { scrollWidth, clientWidth } = document.documentElement;
  const faults = scrollWidth > clientWidth ? [`is ${scrollWidth - clientWidth} px too wide`] : [];

  /** Words that begin in one line and end in another, but those that may: addresses, and what is joined by a hyphen. */
  const findBroken = (node) => {
    const range = document.createRange();
    return [...node.textContent.matchAll(/\p{L}{4,}/gu)].flatMap(({ 0: word, index }) => {
      const around = node.textContent.slice(0, index).match(/\S*$/)[0] + node.textContent.slice(index).match(/^\S*/)[0];
      if (/[@/_]|\.\w/.test(around)) return [];
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)));
      return tops.size > 1 ? [word] : [];
    });
  };

  // Within the frame the page scrolls, and the document does not.
  const isFramed = document.querySelector('main') !== null && document.querySelector('nav') !== null;
  if (isFramed && document.documentElement.scrollHeight > innerHeight + 1) faults.push('scrolls out of its frame');

  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (words.length === 0 || !isShown(element)) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    // Said to screen readers only.
    if (box.width <= 2 || box.height <= 2 || style.clipPath !== 'none') continue;
    const isTold =
      element.closest('[title]') !== null || style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const clips = (overflow) => overflow === 'hidden' || overflow === 'clip';
    const isWide = clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const isHigh = clips(style.overflowY) && element.scrollHeight > element.clientHeight + 4;
    if ((isWide || isHigh) && !isTold) faults.push(`cuts off ${nameIt(element)}`);
    const isNamed = element.closest('button, label, h1, h2, h3, [role=tab]') && !element.closest('[title]');
    if (isWide && style.textOverflow === 'ellipsis' && isNamed) faults.push(`shortens ${nameIt(element)}`);
    for (const node of words) for (const word of findBroken(node)) faults.push(`breaks the word “${word}”`);
  }

  const isScrolledAway = (element, x, y) => {
    for (let one = element.parentElement; one; one = one.parentElement) {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const isClipping = getComputedStyle(one).overflow !== 'visible' && one !== document.body;
      if (isClipping && (x < left || x > right || y < top || y > bottom)) return true;
    }
    return false;
  };
  for (const [one, other] of findOverlaps()) faults.push(`writes “${one}” over “${other}”`);
  const shown = [...document.querySelectorAll(controls)].filter(isShown);
  for (const control of shown) {
    const box = control.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (box.width <= 2 || box.height <= 2 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
    if (isScrolledAway(control, x, y)) continue;
    const above = document.elementFromPoint(x, y)?.closest(controls);
    const isFrom = above && above !== control && !above.contains(control) && !control.contains(above);
    // What floats or stays at the edge covers what is scrolled below it.
    const floats = (element) => {
      for (let one = element; one; one = one.parentElement)
        if (['fixed', 'sticky'].includes(getComputedStyle(one).position) || one.matches('[role=dialog], [role=menu]'))
          return true;
      return false;
    };
    if (isFrom && !floats(above)) faults.push(`${nameIt(control)} lies below ${nameIt(above)}`);
    const isInline =
      getComputedStyle(control).display === 'inline' || control.matches('[type=hidden], [tabindex="-1"]');
    // What is pressed is the frame around an input, and the words beside a box.
    const frame =
      control
        .closest('[class*="Input-wrapper"], [class*="Select-wrapper"], [class*="TagsInput-wrapper"]')
        ?.getBoundingClientRect() ?? box;
    const isLabelled = control.matches('[type=checkbox], [type=radio]') && (control.labels?.length ?? 0) > 0;
    const isSmall = Math.min(Math.max(box.width, frame.width), Math.max(box.height, frame.height)) < 24;
    if (isPhone && !isInline && isSmall && !isLabelled)
      faults.push(`${nameIt(control)} is ${Math.round(box.width)}×${Math.round(box.height)} px small`);
  }
  return [...new Set(faults)];

  /** How far to the right something is seen: whatever it stands in may cut it. */
  function edgeOf(element) {
    let edge = Infinity;
    for (let one = element; one && one !== document.body; one = one.parentElement)
      if (getComputedStyle(one).overflowX !== 'visible') edge = Math.min(edge, one.getBoundingClientRect().right);
    return edge;
  }

  /** Texts of which one lies on another, where both are seen. */
  function findOverlaps() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines = [];
    for (let node = walker.nextNode(); node && lines.length < 800; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.textContent.trim() || !parent || !isShown(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const edge = edgeOf(parent);
      for (const whole of range.getClientRects()) {
        const width = Math.min(whole.right, edge) - whole.x;
        const box = new DOMRect(whole.x, whole.y, Math.max(width, 0), whole.height);
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        if (box.width < 4 || box.height < 4 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
        const top = document.elementFromPoint(x, y);
        const isSeen = top && (top.contains(parent) || parent.contains(top));
        if (isSeen && !isScrolledAway(parent, x, y))
          lines.push({ parent, box, text: node.textContent.trim().slice(0, 40) });
      }
    }
    const shared = (one, other) =>
      Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
      Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
    return lines.flatMap((one, index) =>
      lines
        .slice(index + 1)
        .filter((other) => one.parent !== other.parent)
        .filter((other) => {
          const least = Math.min(one.box.width * one.box.height, other.box.width * other.box.height);
          return shared(one.box, other.box) > least * 0.3;
        })
        .map((other) => [one.text, other.text]),
    );
  }
}

/** Every text the page shows or says, each once. */
export function readTexts() {
  const texts = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (
      node.parentElement?.checkVisibility() &&
      !node.parentElement.closest('pre, code, kbd, [lang=en], script, style')
    )
      texts.add(node.textContent.trim());
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!element.closest('[lang=en]')) texts.add(element.getAttribute(name).trim());
  return [...texts].filter(Boolean);
}
