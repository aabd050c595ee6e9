// The hint of what is pointed at, or has the focus, and all that belongs to it lit up. Appended to elements.js.
// A hint goes when the pointer or the focus does, or with Escape, wherever the focus is; the pointer may go on to it and
// stay there. It takes no clicks: what lies below it can be clicked all the while, and shows its own hint, if it has one.
const REACH = 8; // pixels around a hint that count as its own: no gap between it and what it is of
let hinted = null; // the hint that is shown, what it is of, and whether the pointer brought it

function unhint() {
  if (hinted) hinted.hint.hidden = true;
  hinted = null;
}

function showHint(hint, told, event) {
  unhint();
  hinted = { hint, told, pointed: event.type === "mouseover" };
  hint.textContent = told.dataset.hint;
  hint.hidden = false;
  const box = told.getClientRects()[0] ?? told.getBoundingClientRect();
  const left = Math.min(event.clientX || box.left, innerWidth - hint.offsetWidth - 12);
  const above = box.top - hint.offsetHeight - 6;
  hint.style.left = `${Math.max(8, left)}px`;
  hint.style.top = `${above > 8 ? above : box.bottom + 6}px`;
}

// The pointer is elsewhere than on the hint that it brought, and what this is of.
function strays(event) {
  if (!hinted?.pointed || event.composedPath().includes(hinted.told)) return;
  const { left, right, top, bottom } = hinted.hint.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  if (!(x > left - REACH && x < right + REACH && y > top - REACH && y < bottom + REACH)) unhint();
}

function watchesHints() {
  document.addEventListener("keydown", (press) => press.key === "Escape" && unhint(), true);
  document.addEventListener("mousemove", strays, { passive: true });
  document.documentElement.addEventListener("mouseleave", unhint);
}

function attend(root, parent) {
  const hint = document.createElement("div");
  hint.className = "hint";
  hint.hidden = true;
  hint.setAttribute("aria-hidden", "true"); // the element says it itself, by aria-description
  parent.append(hint);
  const dim = () => {
    for (const lit of root.querySelectorAll(".lit")) lit.classList.remove("lit");
  };
  const attendTo = (event) => {
    dim();
    const one = event.target.closest?.("[data-of]");
    if (one)
      for (const part of root.querySelectorAll(`[data-of="${CSS.escape(one.dataset.of)}"]`)) part.classList.add("lit");
    const told = event.target.closest?.("[data-hint]");
    if (told) showHint(hint, told, event);
    else strays(event);
  };
  root.onmouseover = attendTo;
  root.onmouseleave = dim;
  root.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && attendTo(event));
  root.addEventListener("focusout", () => {
    dim();
    if (!hinted?.pointed) unhint();
  });
}
