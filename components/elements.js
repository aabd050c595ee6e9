// Builds the tree of components/elements.py. Text is only ever put in by textContent.
const TAGS = new Set([
  "div", "p", "span", "h1", "h2", "h3", "ul", "ol", "li", "article", "button", "strong", "em",
  "small", "blockquote", "time", "details", "summary", "mark", "select", "option", "label",
  "table", "caption", "thead", "tbody", "tr", "th", "td",
]);
const revealed = new WeakMap();
const drawn = new WeakMap();
const watched = new WeakMap();
const stepping = new WeakMap();

function build(node, send) {
  if (typeof node === "string") return document.createTextNode(node);
  const tag = TAGS.has(node.t) ? node.t : "span";
  const element = document.createElement(tag);
  if (node.k) element.className = node.k;
  if (node.c) element.style.setProperty("--c", node.c);
  if (node.s !== undefined) element.style.setProperty("--s", node.s);
  if (node.w !== undefined) element.style.setProperty("--w", node.w);
  if (node.l) element.setAttribute("aria-label", node.l);
  if (node.m) element.dataset.mark = node.m;
  if (node.o) element.dataset.of = node.o;
  if (node.h) {
    element.dataset.hint = node.h;
    element.setAttribute("aria-description", node.h);
  }
  if (tag === "option") element.value = node.v ?? "";
  if (node.p !== undefined && node.a) element.setAttribute("aria-pressed", node.p);
  if (node.p) element.classList.add("on");
  if (node.a) act(element, tag, node.a, send);
  for (const child of node.n) element.appendChild(build(child, send));
  if (node.e) edits(element, node.e, send);
  if (tag === "select") element.value = node.v ?? "";
  if (tag === "th") element.scope = node.k === "row" ? "row" : "col";
  if (tag === "button" && node.y) copies(element, node.y);
  return element;
}

// A button that puts text into the clipboard, and says so in its own place.
function copies(element, text) {
  const name = element.textContent;
  element.type = "button";
  element.onclick = async (click) => {
    click.stopPropagation();
    element.textContent = (await copied(text)) ? "Copied" : "Copying is not allowed here";
    element.setAttribute("role", "status");
    setTimeout(() => {
      element.textContent = name;
      element.removeAttribute("role");
    }, 2000);
  };
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard, but a selection can be copied.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

// Text that is written over in its place: Enter and leaving it keep the new text, Escape the old.
function edits(element, event, send) {
  const before = element.textContent;
  try {
    element.contentEditable = "plaintext-only";
  } catch {
    element.contentEditable = "true";
  }
  element.spellcheck = false;
  element.setAttribute("role", "textbox");
  element.onkeydown = (press) => {
    if (press.key === "Escape") element.textContent = before;
    if (press.key === "Enter") press.preventDefault();
    if (press.key === "Enter" || press.key === "Escape") element.blur();
    press.stopPropagation();
  };
  element.onblur = () => {
    const text = element.textContent.trim();
    if (text && text !== before) send([...event, text]);
    else element.textContent = before;
  };
}

function act(element, tag, event, send) {
  element.dataset.act = event.join("\u001f");
  if (tag === "select") {
    element.onchange = () => send([...event, element.value]);
    return;
  }
  if (tag === "button") {
    element.type = "button";
    if (event[2] === "-") element.tabIndex = -1;
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

// What is pointed at, or has the focus: its hint beside it, and all that belongs to it lit up.
function attend(root, parent) {
  const hint = document.createElement("div");
  hint.className = "hint";
  hint.hidden = true;
  hint.setAttribute("aria-hidden", "true"); // the element says it itself, by aria-description
  parent.append(hint);
  const leave = () => {
    hint.hidden = true;
    for (const lit of root.querySelectorAll(".lit")) lit.classList.remove("lit");
  };
  const attendTo = (event) => {
    leave();
    const one = event.target.closest?.("[data-of]");
    if (one)
      for (const part of root.querySelectorAll(`[data-of="${CSS.escape(one.dataset.of)}"]`)) part.classList.add("lit");
    const told = event.target.closest?.("[data-hint]");
    if (!told) return;
    hint.textContent = told.dataset.hint;
    hint.hidden = false;
    const box = told.getClientRects()[0] ?? told.getBoundingClientRect();
    const left = Math.min(event.clientX || box.left, innerWidth - hint.offsetWidth - 12);
    const above = box.top - hint.offsetHeight - 6;
    hint.style.left = `${Math.max(8, left)}px`;
    hint.style.top = `${above > 8 ? above : box.bottom + 6}px`;
  };
  root.onmouseover = attendTo;
  root.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && attendTo(event));
  root.onmouseleave = leave;
  root.addEventListener("focusout", leave);
  root.addEventListener("keydown", (press) => press.key === "Escape" && leave());
}

// The strip beside an article is as high as what is seen of it.
function measure(root) {
  const strip = root.querySelector(".strip");
  let frame = strip?.getRootNode().host;
  while (frame && !["auto", "scroll"].includes(getComputedStyle(frame).overflowY))
    frame = frame.parentElement ?? frame.getRootNode().host;
  if (!frame || watched.get(root) === frame) return;
  watched.set(root, frame);
  new ResizeObserver(() => root.style.setProperty("--seen", `${frame.clientHeight}px`)).observe(frame);
}

// j and k go from quote to quote, wherever the focus is, but not while somebody writes.
function step(parent, data, send) {
  stepping.set(parent, { ...data, send, at: data.reveal });
  if (stepping.get(document)?.has(parent)) return;
  const known = stepping.get(document) ?? new Set();
  stepping.set(document, known.add(parent));
  const listen = (press) => {
    if (!parent.isConnected) {
      known.delete(parent);
      document.removeEventListener("keydown", listen);
      return;
    }
    const now = stepping.get(parent);
    const ways = { j: 1, k: -1 };
    const typing = press.composedPath()[0].closest?.("input, textarea, select, [contenteditable]");
    if (!(press.key in ways) || typing || press.ctrlKey || press.metaKey || press.altKey) return;
    const here = now.steps.indexOf(now.at);
    const next = now.steps[here < 0 && press.key === "k" ? now.steps.length - 1 : here + ways[press.key]];
    if (!next) return;
    now.at = next;
    now.send(["quote", next]);
  };
  document.addEventListener("keydown", listen);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#root");
  const text = JSON.stringify(data.nodes);
  const send = (event) => setTriggerValue("acted", event);
  if (!drawn.has(parentElement)) attend(root, parentElement);
  if (drawn.get(parentElement) !== text) {
    const focused = parentElement.activeElement?.dataset?.act;
    const open = new Set([...root.querySelectorAll("details[open]")].map((part) => part.dataset.mark));
    root.replaceChildren(...data.nodes.map((node) => build(node, send)));
    for (const part of root.querySelectorAll("details")) if (open.has(part.dataset.mark)) part.open = true;
    if (focused)
      root.querySelector(`[data-act="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    drawn.set(parentElement, text);
    measure(root);
  }
  if (data.steps?.length || stepping.has(parentElement)) step(parentElement, data, send);
  if (data.reveal !== revealed.get(parentElement)) {
    revealed.set(parentElement, data.reveal);
    // Two frames: the panel has its height only after the page around it has been laid out.
    if (data.reveal)
      requestAnimationFrame(() => requestAnimationFrame(() => bring(root, data.reveal, data.page)));
  }
}
