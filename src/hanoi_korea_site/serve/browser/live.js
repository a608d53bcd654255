// Keeps a page of the preview at the last state, and shows what is wrong with it.
(() => {
  "use strict";
  const script = document.currentScript;
  const own = new URL(".", script.src);
  const page = { run: script.dataset.run, number: Number(script.dataset.number) };
  const searches = location.pathname.endsWith("/tim-kiem.html");
  const DISMISSED = "xem-truoc-da-dong";
  let last = null;

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("live.css", own).href;
  style.dataset.own = "";
  document.head.append(style);

  function element(name, text, ...children) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  function described(trouble) {
    const place = trouble.file + (trouble.line === null ? "" : `:${trouble.line}`);
    const item = element("li", "", element("code", place), element("p", trouble.message));
    if (trouble.excerpt.length) {
      const lines = trouble.excerpt.map(([number, text]) => {
        const line = element(number === trouble.line ? "mark" : "span", `${String(number).padStart(5)}  ${text}\n`);
        return line;
      });
      item.append(element("pre", "", ...lines));
    }
    if (trouble.remedy) item.append(element("p", `→ ${trouble.remedy}`));
    return item;
  }

  // True where there is something wrong that was not dismissed: then the page stays as it is.
  function showTroubles(state) {
    document.querySelector("#xem-truoc-loi")?.remove();
    const what = JSON.stringify(state.troubles);
    if (!state.troubles.length) sessionStorage.removeItem(DISMISSED);
    if (!state.troubles.length || sessionStorage.getItem(DISMISSED) === what) return false;
    const close = element("button", "Đóng");
    const heading = state.failed ? "Chưa dựng được: trang này là bản trước" : "Có bài bị để riêng, không được đăng";
    const list = element("ol", "", ...state.troubles.map(described));
    const overlay = element("section", "", element("h2", heading), close, list);
    overlay.id = "xem-truoc-loi";
    overlay.setAttribute("role", "alert");
    close.addEventListener("click", () => {
      sessionStorage.setItem(DISMISSED, what);
      receive(last);
    });
    document.body.append(overlay);
    return true;
  }

  // A new sheet is put beside the old one, which goes when the new one is there: nothing flickers, nothing scrolls.
  function restyle(number) {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]:not([data-own]):not([data-old])')) {
      const fresh = old.cloneNode();
      const address = new URL(old.href);
      address.searchParams.set("v", number);
      fresh.href = address.href;
      old.dataset.old = "";
      fresh.addEventListener("load", () => old.remove());
      fresh.addEventListener("error", () => old.remove());
      old.after(fresh);
    }
  }

  function receive(state) {
    last = state;
    if (showTroubles(state)) return;
    if (state.run === page.run && state.number === page.number) return;
    if (state.run === page.run && page.number >= state.solid && !searches) {
      page.number = state.number;
      restyle(state.number);
    } else {
      location.reload();
    }
  }

  function connect() {
    const address = new URL("channel", own);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("page", decodeURIComponent(location.pathname.slice(1)).replace(/(^|\/)$/, "$1index.html"));
    const channel = new WebSocket(address);
    channel.addEventListener("message", (message) => receive(JSON.parse(message.data)));
    channel.addEventListener("close", () => setTimeout(connect, 500));
  }
  connect();
})();
