// Builds the tree of components/elements.py. Text is only ever put in by textContent.
// This is sent once a page (elements.ready), with places.js, hints.js and recent.js behind it: what is drawn later comes
// to it through `draw`, at the end.
const TAGS = new Set([
  "div", "p", "span", "h1", "h2", "h3", "ul", "ol", "li", "article", "button", "strong", "em",
  "small", "blockquote", "time", "details", "summary", "mark", "select", "option", "label",
  "table", "caption", "thead", "tbody", "tr", "th", "td", "del", "ins", "input", "datalist",
]);
const BREAK = "\u001f"; // between the parts of an event
const sheet = new CSSStyleSheet();
const revealed = new WeakMap();
const drawn = new WeakMap();
const sending = new WeakMap();
const watched = new WeakMap();
const stepping = new WeakMap();
const written = new WeakMap(); // what of an input's text is known already
const said = new WeakMap(); // the last events of an element
let latest = 0; // the number of the last event

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
  if (tag === "datalist") element.id = node.i;
  if (node.x !== undefined) element.setAttribute("aria-expanded", node.x);
  if (node.u) element.setAttribute("role", "status");
  if (node.p !== undefined && node.a) element.setAttribute("aria-pressed", node.p);
  if (node.p) element.classList.add("on");
  if (node.a) act(element, tag, node.a);
  if (tag === "details" && node.k === "as-table") unfolds(element, node.n, send);
  else for (const child of node.n) element.appendChild(build(child, send));
  if (node.e) edits(element, node.e, send);
  if (tag === "select") element.value = node.v ?? "";
  if (tag === "input") asks(element, node);
  if (tag === "th") element.scope = node.k === "row" ? "row" : "col";
  if (tag === "button" && node.y) copies(element, node.y);
  if (node.j) skips(element, node.j);
  if (node.r) visited(node.r);
  if (node.k === "recent") recents(element, send);
  if (node.k === "shut") shuts(element);
  if (node.k === "keys") switchesKeys(element);
  return element;
}

// A field to search with. What is written in it is told once it is meant.
function asks(element, node) {
  element.type = "search";
  element.maxLength = 200;
  element.placeholder = node.b ?? "";
  if (node.i) element.setAttribute("list", node.i);
  shows(element, node.v ?? "");
}

function shows(element, text) {
  if (written.get(element) !== text) element.value = text;
  written.set(element, text);
}

// The cross of a sheet: the key Escape and a click beside the sheet do the same. The focus goes in, and back at the end.
function shuts(element) {
  requestAnimationFrame(() => {
    const sheet = element.getRootNode().host?.closest("[class*=st-key-sheet_]");
    const { backgroundColor } = getComputedStyle(document.querySelector("[data-testid=stApp]"));
    if (!sheet) return;
    sheet.style.setProperty("--whosaid-ground", backgroundColor); // Streamlit has no name for it outside of elements
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-label", element.closest(".sheet-head").querySelector("h2").textContent);
    element.focus({ preventScroll: true });
  });
  const close = (event) => {
    if (!element.isConnected) {
      for (const kind of ["keydown", "click"]) document.removeEventListener(kind, close);
      return;
    }
    const path = event.composedPath().filter((part) => part.nodeType === Node.ELEMENT_NODE);
    const inside = path.some((part) => part.matches("[class*=st-key-sheet_], [data-act], button, input, select"));
    const page = path.some((part) => part.matches("[data-testid=stMainBlockContainer]"));
    if (event.type === "click" ? page && !inside : event.key === "Escape" && !event.defaultPrevented) element.click();
  };
  for (const kind of ["keydown", "click"]) document.addEventListener(kind, close);
  element.addEventListener("click", () => back(element, performance.now() + 5000));
}

// Once a sheet is gone the focus is on the button that opened it.
function back(element, until) {
  if (element.isConnected && performance.now() < until) {
    requestAnimationFrame(() => back(element, until));
    return;
  }
  const hosts = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
  const buttons = hosts.flatMap((host) => [...(host.shadowRoot?.querySelectorAll(".opens") ?? [])]);
  buttons.find((button) => button.dataset.act === element.dataset.act)?.focus({ preventScroll: true });
}

// Past what lies between, to a panel: the focus goes there, and the next Tab to the first thing in it.
function skips(element, panel) {
  element.type = "button";
  element.onclick = (click) => {
    click.stopPropagation();
    const target = document.querySelector(`.st-key-panel_${CSS.escape(panel)}`);
    if (!target) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  };
}

// A button that puts text into the clipboard, and says so in its own place. Where there are many of one name, each with
// the same hint, its description begins as the text does.
function copies(element, text) {
  const name = element.textContent;
  const { hint } = element.dataset;
  if (hint) element.setAttribute("aria-description", `${text.split(/\s+/, 8).join(" ")} … ${hint}`);
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
  let before = element.textContent;
  try {
    element.contentEditable = "plaintext-only";
  } catch {
    element.contentEditable = "true";
  }
  element.spellcheck = false;
  element.setAttribute("role", "textbox");
  element.onfocus = () => (before = element.textContent); // it may have been renamed since it was built
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

// The numbers below a chart are built when they are unfolded: most never are.
function unfolds(element, [head, ...rest], send) {
  element.append(build(head, send));
  element.addEventListener("toggle", () => element.append(...rest.map((node) => build(node, send))), { once: true });
}

function act(element, tag, event) {
  element.dataset.act = event.join(BREAK);
  // The later pieces of a split quote carry "-": they can be clicked but are no stop of their own.
  const later = event[2] === "-";
  if (tag === "button") {
    element.type = "button";
    if (later) element.tabIndex = -1;
  } else if (tag !== "select" && tag !== "input") {
    element.setAttribute("role", "button");
    if (!later) element.tabIndex = 0;
  }
}

// Clicks, keys and choices of everything with an event are heard at the root, however much of it there is.
function hear(root, parent) {
  const send = (event) => sending.get(parent)(event);
  root.addEventListener("click", (click) => {
    const element = click.target.closest("[data-act]");
    if (!element || element.localName === "select" || element.localName === "input") return;
    // Somebody who selects words to copy them does not mean to click; a key press has no detail.
    if (click.detail === 0 || !String(window.getSelection() ?? "").trim()) send(element.dataset.act.split(BREAK));
  });
  root.addEventListener("keydown", (press) => {
    const element = press.target;
    if ((press.key !== "Enter" && press.key !== " ") || !element.dataset.act || element.role !== "button") return;
    press.preventDefault();
    press.stopPropagation();
    send(element.dataset.act.split(BREAK));
  });
  const meant = ({ target }) => {
    const { act } = target.dataset;
    if (!act || (target.localName === "input" && written.get(target) === target.value)) return;
    written.set(target, target.value);
    send([...act.split(BREAK), target.value]);
    if (target.list) shows(target, ""); // what was taken of a list has its chip
  };
  root.addEventListener("change", meant);
  root.addEventListener("search", meant); // also when its cross is clicked
}

// The page follows the tree where the two differ, and leaves alone what has stayed the same.
const whole = new Set(["details", "select"]); // these keep something of their own, and are built anew
const owns = new WeakMap();
const wholes = new WeakMap();
const but = ({ n, v, ...rest }) => JSON.stringify(rest);

function own(node) {
  if (!owns.has(node)) {
    const { n, ...rest } = node;
    owns.set(node, JSON.stringify(rest));
  }
  return owns.get(node);
}

// A node as text, its children within: made once, since it is compared again on every level above.
function text(node) {
  if (typeof node === "string") return JSON.stringify(node);
  if (!wholes.has(node)) wholes.set(node, `${own(node)}[${node.n.map(text).join()}]`);
  return wholes.get(node);
}

function follow(element, before, after, send) {
  const same = new Map();
  before.forEach((node, at) => {
    const key = text(node);
    if (same.has(key)) same.get(key).push(element.childNodes[at]);
    else same.set(key, [element.childNodes[at]]);
  });
  const old = [...element.childNodes];
  const kept = new Set();
  const found = after.map((node) => {
    const known = same.get(text(node))?.shift();
    if (known) kept.add(known);
    return known;
  });
  const wanted = after.map((node, at) => found[at] ?? changed(old[at], before[at], node, kept, send));
  wanted.forEach((child, at) => {
    if (element.childNodes[at] !== child) element.insertBefore(child, element.childNodes[at] ?? null);
  });
  while (element.childNodes.length > wanted.length) element.lastChild.remove();
}

function changed(element, before, after, kept, send) {
  if (typeof after === "string" && element?.nodeType === Node.TEXT_NODE && !kept.has(element)) {
    element.nodeValue = after;
    kept.add(element);
    return element;
  }
  const alike = element && !kept.has(element) && typeof before === "object" && typeof after === "object";
  if (alike && after.t === "input" && but(before) === but(after)) {
    shows(element, after.v ?? "");
    kept.add(element);
    return element;
  }
  if (!alike || whole.has(after.t) || own(before) !== own(after)) return build(after, send);
  kept.add(element);
  follow(element, before.n, after.n, send);
  return element;
}

// The strip beside an article is as high as what is seen of it.
function measure(root) {
  const frame = root.querySelector(".strip")?.closest(".scroll");
  if (!frame || watched.get(root) === frame) return;
  watched.set(root, frame);
  new ResizeObserver(() => root.style.setProperty("--seen", `${frame.clientHeight}px`)).observe(frame);
}

// Whether j and k are heard: whoever speaks to the computer, or types with one key, may want them silent.
const SILENT = "whosaid.keys-off";
let silent = wasSilent();

function wasSilent() {
  try {
    return localStorage.getItem(SILENT) === "yes";
  } catch {
    return false; // a browser that keeps nothing
  }
}

function switchesKeys(element) {
  const show = () => element.setAttribute("aria-pressed", String(!silent));
  element.type = "button";
  element.onclick = (click) => {
    click.stopPropagation();
    silent = !silent;
    show();
    try {
      if (silent) localStorage.setItem(SILENT, "yes");
      else localStorage.removeItem(SILENT);
    } catch {
      // then it holds until this page is closed
    }
  };
  show();
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
    if (silent || !(press.key in ways) || typing || press.ctrlKey || press.metaKey || press.altKey) return;
    const here = now.steps.indexOf(now.at);
    const next = now.steps[here < 0 && press.key === "k" ? now.steps.length - 1 : here + ways[press.key]];
    if (!next) return;
    now.at = next;
    now.send(["quote", next]);
  };
  document.addEventListener("keydown", listen);
}

// Where the focus goes when what had it is gone: to the next of its kind, or the one before, or the first thing left
// in the smallest part of the page around it that is still there.
function place(element, root) {
  if (!element?.dataset?.act) return () => {};
  const stops = () => [...root.querySelectorAll("[data-act]")].filter((stop) => stop.tabIndex >= 0);
  const alike = () => stops().filter((stop) => stop.className === element.className);
  const { act } = element.dataset;
  const at = alike().indexOf(element);
  const around = [];
  for (let part = element.parentElement; part && part !== root; part = part.parentElement) around.push(part);
  return () => {
    const next = alike();
    const same = stops().find((stop) => stop.dataset.act === act);
    const left = stops();
    const beside = around.find((part) => part.isConnected && left.some((stop) => part.contains(stop)));
    const near = left.find((stop) => beside?.contains(stop)) ?? left[0];
    (same ?? next[at] ?? next.at(-1) ?? near)?.focus({ preventScroll: true });
  };
}

// Of an element Streamlit keeps one message until the server has time for it: what was said lately is said again with
// the next, numbered, and Python knows what it has heard.
function tells(parent, setTriggerValue) {
  return (event) => {
    const now = Date.now();
    latest = Math.max(latest + 1, now);
    const lately = (said.get(parent) ?? []).filter(([number]) => number > now - 10_000);
    const whole = event[0] === "sheet" ? [...event, readTo()] : event;
    said.set(parent, [...lately, [latest, ...whole]].slice(-20));
    setTriggerValue("acted", said.get(parent));
  };
}

// What Python has sent (elements.sent); the same text again is the same object, and there is nothing to follow.
function received(data, known) {
  const text = new TextDecoder().decode(data);
  return known?.text === text ? known : { text, ...JSON.parse(text) };
}

function draw({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#root");
  const send = (event) => sending.get(parentElement)(event);
  sending.set(parentElement, tells(parentElement, setTriggerValue));
  if (!drawn.has(parentElement)) {
    const shadow = root.getRootNode();
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
    attend(root, parentElement);
    hear(root, parentElement);
  }
  const before = drawn.get(parentElement);
  const now = received(data, before);
  const tops = before ? {} : keptTops(); // of a reload: where everything was scrolled to
  if (before !== now) {
    const refocus = place(parentElement.activeElement, root);
    // Of those without a mark none is known again: they stay open only as long as they stay the same.
    const open = new Set([...root.querySelectorAll("details[open][data-mark]")].map((part) => part.dataset.mark));
    follow(root, before?.nodes ?? [], now.nodes, send);
    for (const part of root.querySelectorAll("details")) if (open.has(part.dataset.mark)) part.open = true;
    if (!parentElement.activeElement) refocus();
    drawn.set(parentElement, now);
    measure(root);
    if (!before) unveil();
  }
  if (now.steps.length || stepping.has(parentElement)) step(parentElement, now, send);
  if (!before) requestAnimationFrame(() => requestAnimationFrame(() => keepsPlace(root)));
  if (now.reveal !== revealed.get(parentElement)) {
    revealed.set(parentElement, now.reveal);
    if (!now.reveal || panelOf(root.querySelector(".scroll")) in tops) return;
    const reveals = () => bring(root, now.reveal, { page: now.page, stays: PAGE in tops });
    // Two frames: the panel has its height only after the page around it has been laid out.
    requestAnimationFrame(() => requestAnimationFrame(reveals));
  }
}

// page.css shows the page from now on. Two frames: one in which it is laid out unseen.
function unveil() {
  requestAnimationFrame(() => requestAnimationFrame(() => (document.documentElement.dataset.whosaid = "")));
}

// Nothing is drawn before page.css is there, which comes by another way: the page would be laid out twice.
function styled(then, until = performance.now() + 3000) {
  const there = getComputedStyle(document.documentElement).getPropertyValue("--whosaid-page");
  if (there || performance.now() > until) then();
  else setTimeout(() => styled(then, until), 10);
}

// What was mounted before this came has waited for it.
export default function ({ data }) {
  if (globalThis.whosaidDraw) return;
  sheet.replaceSync(received(data).css);
  styled(() => {
    globalThis.whosaidDraw = draw;
    keepsPage();
    watchesHints();
    for (const component of globalThis.whosaidWaiting?.splice(0) ?? []) draw(component);
  });
}
