// Keep what is being typed until it is saved, in this tab only, so that a closed page or an ended session loses nothing.
const PREFIX = "typed:";

export function keeping(page) {
  restore(page);
  page.addEventListener("toggle", (event) => restore(event.target), true);
  page.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form && event.target.matches("textarea, input:not([type=file], [type=hidden], [type=password])")) {
      sessionStorage.setItem(PREFIX + form.dataset.keep + ":" + event.target.name, event.target.value);
    }
  });
  const said = page.querySelector(".notice.good[role=status]");
  if (said) for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

function restore(part) {
  for (const form of part.querySelectorAll("form[data-keep]")) {
    for (const field of form.elements) {
      const kept = sessionStorage.getItem(PREFIX + form.dataset.keep + ":" + field.name);
      if (kept !== null && field.value === field.defaultValue) field.value = kept;
    }
  }
}
