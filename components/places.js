// Where the reader is: how far down the article, which a link tells, and where the panels and the page are scrolled to,
// which this window keeps for a reload of the same page. Appended to elements.js.
const PLACES = "whosaid-places";
const PAGE = "page"; // scrolls on a phone, and in Compare and How it reads at every width
const MAIN = "[data-testid=stMain]"; // what scrolls then
let returning = { search: location.search, top: keptTops()[PAGE] ?? 0 }; // of a reload, until the reader does something

function scroller(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const overflow = getComputedStyle(at).overflowY;
    if ((overflow === "auto" || overflow === "scroll") && at.scrollHeight > at.clientHeight + 4) return at;
  }
  return null;
}

// How far down the article is scrolled, in thousandths of it; nothing at its top.
function placeOf(text) {
  const box = text.getBoundingClientRect();
  const top = Math.max(0, text.closest(".scroll").getBoundingClientRect().top);
  const place = Math.round((1000 * (top - box.top)) / box.height);
  return place > 0 && place < 1000 ? String(place) : "";
}

function readTo() {
  const hosts = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
  const text = hosts.map((host) => host.shadowRoot?.querySelector(".reader .text")).find((found) => found);
  return text ? placeOf(text) : "";
}

function scrollToPlace(text, panel, place) {
  const box = text.getBoundingClientRect();
  const top = Math.max(0, panel.getBoundingClientRect().top);
  panel.scrollTop += box.top - top + (box.height * Number(place)) / 1000;
}

function keptTops() {
  try {
    const { search, tops } = JSON.parse(sessionStorage.getItem(PLACES) ?? "{}");
    return search === location.search && tops ? tops : {};
  } catch {
    return {};
  }
}

function keepTop(name, top) {
  const tops = { ...keptTops(), [name]: Math.round(top) };
  try {
    sessionStorage.setItem(PLACES, JSON.stringify({ search: location.search, tops }));
  } catch {
    // a browser that keeps nothing
  }
}

// What a panel is called here; nothing for what is none.
function panelOf(part) {
  return part?.closest(".frame")?.className ?? "";
}

function keepsPlace(root) {
  const tops = keptTops();
  for (const panel of root.querySelectorAll(".scroll"))
    if (tops[panelOf(panel)]) panel.scrollTop = tops[panelOf(panel)];
  bringsBack();
  const keep = ({ target }) => target.matches(".scroll") && keepTop(panelOf(target), target.scrollTop);
  root.addEventListener("scroll", keep, { capture: true, passive: true });
}

// The page grows while its parts come: with each it is scrolled as far as it was, or as it goes.
function bringsBack() {
  if (returning?.top && returning.search === location.search)
    document.querySelector(MAIN).scrollTop = returning.top;
}

function keepsPage() {
  const quiet = { capture: true, passive: true };
  const keep = ({ target }) => target.matches?.(MAIN) && keepTop(PAGE, target.scrollTop);
  document.addEventListener("scroll", keep, quiet);
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"])
    document.addEventListener(kind, () => (returning = null), { ...quiet, once: true });
}

// Scrolls to what bears the mark: its panel, and the window as well with `page`, unless what has the whole page `stays`.
function bring(root, name, { page, stays }) {
  const place = name.startsWith("at ") ? name.slice(3) : "";
  const target = root.querySelector(place ? ".reader .text" : `[data-mark="${CSS.escape(name)}"]`);
  const panel = target && scroller(target);
  if (!target || (stays && (!panel || panel.matches(MAIN)))) return;
  if (place) {
    if (panel) scrollToPlace(target, panel, place);
    return;
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  if (panel && panel.clientHeight < innerHeight) {
    const box = target.getBoundingClientRect();
    const frame = panel.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom)
      panel.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior });
    if (page && !stays && (frame.top > innerHeight - 80 || frame.bottom < 80))
      panel.scrollIntoView({ block: "start", behavior });
  } else if (page) {
    target.scrollIntoView({ block: "center", behavior });
  }
}
