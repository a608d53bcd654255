// Copies citations: of the article, of a fact, of the sentence that the address names, of the sentences selected.
// Without this script the citation stands at the foot of the article, and every sentence and fact has its address.
(() => {
  "use strict";
  const cite = document.querySelector(".cite");
  const text = document.querySelector(".story .text");
  if (!cite || !text) return;

  const page = document.querySelector('link[rel="canonical"]')?.href ?? location.href.split("#")[0];
  const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const source = words(cite);
  const quoted = (quote, anchor) => `“${quote}” – ${source} ${page}#${anchor}`;

  const status = document.createElement("p");
  status.className = "copied";
  status.setAttribute("role", "status");
  document.body.append(status);
  let silence;
  const say = (message) => {
    status.textContent = message;
    clearTimeout(silence);
    silence = setTimeout(() => (status.textContent = ""), 4000);
  };

  const copyByHand = (citation) => {
    const area = document.createElement("textarea");
    area.value = citation;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async (citation) => {
    let done = false;
    try {
      await navigator.clipboard.writeText(citation);
      done = true;
    } catch {
      done = copyByHand(citation);
    }
    say(done ? "Đã chép trích dẫn." : `Không chép được, xin chép tay: ${citation}`);
  };

  const button = (label, citation) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = label;
    made.addEventListener("click", () => copy(citation()));
    return made;
  };

  cite.after(button("Chép trích dẫn", () => source));

  for (const fact of document.querySelectorAll(".facts li[id]")) {
    const details = fact.querySelector(".ground details");
    const link = fact.querySelector("a.sentence");
    const sentence = link && document.getElementById(link.hash.slice(1));
    if (!details || !sentence) continue;
    const once = () => details.append(button("Chép trích dẫn dữ kiện này", () => quoted(words(sentence), fact.id)));
    details.addEventListener("toggle", once, { once: true });
  }

  let target = null;
  const ofTarget = button("Chép trích dẫn câu này", () => quoted(words(target), target.id));
  const showTarget = () => {
    target = /^#c\d+$/.test(location.hash) ? text.querySelector(location.hash) : null;
    if (target) (target.closest("p, li, h2, h3, figcaption") ?? target).append(" ", ofTarget);
    else ofTarget.remove();
  };
  addEventListener("hashchange", showTarget);
  showTarget();

  const bar = document.createElement("p");
  bar.className = "copied";
  bar.hidden = true;
  document.body.append(bar);
  const selected = () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode)) return null;
    const sentences = [...text.querySelectorAll("span[id^=c]")].filter((node) => selection.containsNode(node, true));
    return sentences.length ? { quote: words({ textContent: String(selection) }), anchor: sentences[0].id } : null;
  };
  let kept = null;
  bar.append(button("Chép phần đang chọn kèm nguồn", () => (kept ? quoted(kept.quote, kept.anchor) : source)));
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now) kept = now;
    bar.hidden = !now;
  });
})();
