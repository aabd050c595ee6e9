// Put into every page before its own scripts: when somebody clicked, when the server was asked, and when the last change
// was on the screen.
// Changes are watched in the document and in every shadow root. Left out is what only follows the pointer, and
// Streamlit's own sign that it is running: neither is a panel.
(() => {
  const NOISE = "[data-testid=stStatusWidget], [data-testid=stToolbar], .hint, .hoverlayer, .lit";
  const roots = new Set([document]);
  const seen = { clicked: 0, asked: 0, changed: 0, painted: 0 };
  let awaited = false;

  const painted = () => {
    awaited = false;
    // A message comes after the frame whose drawing this callback stands before.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (seen.painted = performance.now());
    port2.postMessage(0);
  };
  const matters = ({ target }) => !(target.nodeType === 1 ? target : target.parentElement)?.closest?.(NOISE);
  const observer = new MutationObserver((changes) => {
    if (!changes.some(matters)) return;
    seen.changed = performance.now();
    if (!awaited) requestAnimationFrame(painted);
    awaited = true;
  });
  const watch = (root) =>
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.add(root);
    watch(root);
    return root;
  };
  const clicked = (event) => {
    if (event.isTrusted) Object.assign(seen, { clicked: event.timeStamp, asked: 0 });
  };
  for (const kind of ["click", "keydown"]) addEventListener(kind, clicked, true);
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (message) {
    seen.asked ||= performance.now();
    send.call(this, message);
  };
  watch(document);

  const shows = ([selector, text]) => {
    for (const root of roots) {
      if (root.host && !root.host.isConnected) roots.delete(root);
      else
        for (const found of root.querySelectorAll(selector))
          if (found.textContent.includes(text) && found.getClientRects().length) return true;
    }
    return false;
  };
  window.settled = {
    shows,
    // Null until the script has ended, everything wanted is there, and nothing has changed for a while.
    after(clicked, wanted, quiet) {
      if (seen.clicked <= clicked || awaited || performance.now() - seen.changed < quiet) return null;
      const app = document.querySelector("[data-testid=stApp]");
      if (app?.dataset.testScriptState !== "notRunning" || document.querySelector("[data-stale=true]")) return null;
      return wanted.every(shows) ? { ...seen, since: performance.timeOrigin } : null;
    },
    seen,
  };
})();
