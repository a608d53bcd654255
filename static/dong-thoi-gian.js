// Narrows a timeline to a place and a kind of event. Without this script the whole list stands, and the stylesheet shows
// no form; the choice goes along to the other years of the same list in their addresses ("?noi=…&loai=…").
(() => {
  "use strict";
  const form = document.querySelector("form.filter");
  if (!form) return;
  const { noi: place, loai: kind } = form.elements;
  const count = form.querySelector("output");
  const more = form.querySelector("a");

  const events = [...document.querySelectorAll("li.event")].map((item) => ({
    item,
    places: [...item.querySelectorAll("a.chip:not(.person, .document)")],
    kinds: [...item.classList, ...(item.querySelector("a.document") ? ["document"] : [])],
  }));

  const name = (link) => link.getAttribute("href").split("/").pop().replace(/\.html$/, "");
  const found = new Map();
  for (const { places } of events) {
    for (const link of places) {
      const known = found.get(name(link)) ?? { words: link.textContent, href: link.href, count: 0 };
      found.set(name(link), { ...known, count: known.count + 1 });
    }
  }
  const order = new Intl.Collator("vi");
  const sorted = [...found].sort(([, a], [, b]) => b.count - a.count || order.compare(a.words, b.words));
  for (const [id, { words, count: many }] of sorted) place.add(new Option(`${words} (${many})`, id));
  for (const option of [...kind.options]) {
    if (option.value && !events.some(({ kinds }) => kinds.includes(option.value))) option.remove();
  }

  const apply = () => {
    let shown = 0;
    for (const { item, places, kinds } of events) {
      const fits =
        (!place.value || places.some((link) => name(link) === place.value)) &&
        (!kind.value || kinds.includes(kind.value));
      item.hidden = !fits;
      shown += fits;
    }
    for (const group of document.querySelectorAll(".year, section.planned, section.happened")) {
      const inside = [...group.querySelectorAll("li.event")];
      if (inside.length) group.hidden = inside.every((item) => item.hidden);
    }
    const narrowed = place.value || kind.value;
    count.textContent = narrowed ? `${shown} trong ${events.length} sự kiện trên trang này` : "";
    more.hidden = !place.value;
    if (place.value) {
      more.href = found.get(place.value).href;
      more.textContent = `Mọi điều về ${found.get(place.value).words}`;
    }
    const choice = new URLSearchParams();
    if (place.value) choice.set("noi", place.value);
    if (kind.value) choice.set("loai", kind.value);
    for (const link of document.querySelectorAll("nav:is(.years, .turn) a:not([href^='#'])")) link.search = choice.toString();
  };

  const asked = new URLSearchParams(location.search);
  for (const choice of [place, kind]) {
    const wanted = asked.get(choice.name) ?? "";
    if ([...choice.options].some((option) => option.value === wanted)) choice.value = wanted;
  }
  const target = document.getElementById(location.hash.slice(1));
  if (place.value || kind.value) apply();
  if (target?.hidden) {
    place.value = kind.value = "";
    apply();
  }
  form.addEventListener("submit", (sent) => sent.preventDefault());
  form.addEventListener("change", apply);
})();
