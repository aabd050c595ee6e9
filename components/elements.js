// Builds the tree of components/elements.py. Text is only ever put in by textContent.
const TAGS = new Set([
  "div", "p", "span", "h1", "h2", "h3", "ul", "ol", "li", "article", "button", "strong", "em",
  "small", "blockquote", "time", "details", "summary", "mark",
]);
const revealed = new WeakMap();
const drawn = new WeakMap();

function build(node, send) {
  if (typeof node === "string") return document.createTextNode(node);
  const tag = TAGS.has(node.t) ? node.t : "span";
  const element = document.createElement(tag);
  if (node.k) element.className = node.k;
  if (node.c) element.style.setProperty("--c", node.c);
  if (node.s !== undefined) element.style.setProperty("--s", node.s);
  if (node.l) element.setAttribute("aria-label", node.l);
  if (node.m) element.dataset.mark = node.m;
  if (node.p !== undefined && node.a) element.setAttribute("aria-pressed", node.p);
  if (node.p) element.classList.add("on");
  if (node.a) act(element, tag, node.a, send);
  for (const child of node.n) element.appendChild(build(child, send));
  return element;
}

function act(element, tag, event, send) {
  element.dataset.act = event.join("\u001f");
  if (tag === "button") {
    element.type = "button";
  } else {
    element.setAttribute("role", "button");
    // The later pieces of a split quote carry "-": they can be clicked but are no stop of their own.
    if (event[2] !== "-") element.tabIndex = 0;
    element.onkeydown = (press) => {
      if (press.key !== "Enter" && press.key !== " ") return;
      press.preventDefault();
      press.stopPropagation();
      send(event);
    };
  }
  element.onclick = (click) => {
    click.stopPropagation();
    // Somebody who selects words to copy them does not mean to click; a key press has no detail.
    if (click.detail === 0 || !String(window.getSelection() ?? "").trim()) send(event);
  };
}

function scroller(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const overflow = getComputedStyle(at).overflowY;
    if ((overflow === "auto" || overflow === "scroll") && at.scrollHeight > at.clientHeight + 4) return at;
  }
  return null;
}

function bring(root, name, page) {
  const target = root.querySelector(`[data-mark="${CSS.escape(name)}"]`);
  if (!target) return;
  const panel = scroller(target);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  if (panel && panel.clientHeight < innerHeight) {
    const box = target.getBoundingClientRect();
    const frame = panel.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom)
      panel.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior });
    if (page && (frame.top > innerHeight - 80 || frame.bottom < 80))
      panel.scrollIntoView({ block: "start", behavior });
  } else if (page) {
    target.scrollIntoView({ block: "center", behavior });
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#root");
  const text = JSON.stringify(data.nodes);
  if (drawn.get(parentElement) !== text) {
    const focused = parentElement.activeElement?.dataset?.act;
    const open = new Set([...root.querySelectorAll("details[open]")].map((part) => part.dataset.mark));
    const send = (event) => setTriggerValue("acted", event);
    root.replaceChildren(...data.nodes.map((node) => build(node, send)));
    for (const part of root.querySelectorAll("details")) if (open.has(part.dataset.mark)) part.open = true;
    if (focused)
      root.querySelector(`[data-act="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    drawn.set(parentElement, text);
  }
  if (data.reveal !== revealed.get(parentElement)) {
    revealed.set(parentElement, data.reveal);
    // Two frames: the panel has its height only after the page around it has been laid out.
    if (data.reveal)
      requestAnimationFrame(() => requestAnimationFrame(() => bring(root, data.reveal, data.page)));
  }
}
