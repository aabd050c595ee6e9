// The collections that were opened last, kept in this browser alone: whoever has an id has the collection, so the
// server is told of none. Appended to elements.js, whose `build` puts every name in as text (components/recent.py).
const RECENT = "whosaid.recent";
const MOST = 8;
const ID = /^[\w-]{1,64}$/;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return found.filter((one) => ID.test(one.id) && typeof one.name === "string").slice(0, MOST);
  } catch {
    return []; // a browser that keeps nothing, or a list that is none
  }
}

function keep(list) {
  try {
    if (list.length) localStorage.setItem(RECENT, JSON.stringify(list.slice(0, MOST)));
    else localStorage.removeItem(RECENT);
  } catch {
    // Nothing can be kept here: the page works without.
  }
}

function visited([id, name]) {
  keep([{ id, name, at: new Date().toISOString() }, ...kept().filter((one) => one.id !== id)]);
}

// Fills the list of the element; without anything to list it is not shown at all.
function recents(element, send) {
  const list = element.querySelector("ul");
  const found = kept();
  element.hidden = !found.length;
  list.replaceChildren(...found.map((one) => build(line(one), send)));
  [...list.querySelectorAll(".forget")].forEach((button, at) => {
    button.type = "button";
    button.onclick = () => {
      keep(kept().filter((one) => one.id !== found[at].id));
      recents(element, send);
      const rest = list.querySelectorAll(".forget");
      (rest[at] ?? rest[at - 1])?.focus();
    };
  });
}

function line({ id, name, at }) {
  const open = { t: "button", k: "link", a: ["open", id], n: [name] };
  const forget = { t: "button", k: "clear forget", l: `Forget ${name} in this browser`, n: ["Forget"] };
  return { t: "li", k: "", n: [open, { t: "span", k: "muted", n: [day(at)] }, forget] };
}

function day(at) {
  const date = new Date(at);
  return Number.isNaN(date.valueOf()) ? "" : date.toLocaleDateString("en-GB", { dateStyle: "long" });
}
