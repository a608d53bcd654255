// "/" goes to the search field of any page. Without this script the field is one of the page's first stops.
(() => {
  "use strict";
  const field = document.querySelector('form[role="search"] input[name="q"]');
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
})();
